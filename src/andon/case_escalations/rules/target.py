"""The response target: how long until somebody must have accepted. All of its arithmetic, and nothing else."""

from datetime import datetime, timedelta

from andon.targets.rules.calendar import ALWAYS, Calendar
from andon.targets.rules.reckoning import due


def answer_due(asked_at: datetime, *, minutes: int, hours: Calendar = ALWAYS) -> datetime:
    """So many open minutes later. Hours in which so much never opens count no minute, so every minute does."""
    return due(hours, asked_at, minutes * 60) or asked_at + timedelta(minutes=minutes)


def is_over(due_at: datetime, *, now: datetime) -> bool:
    return now >= due_at

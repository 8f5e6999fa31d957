"""The response target: how long until somebody must have accepted. All of its arithmetic, and nothing else."""

from datetime import datetime, timedelta


def answer_due(asked_at: datetime, *, minutes: int) -> datetime:
    return asked_at + timedelta(minutes=minutes)


def is_over(due_at: datetime, *, now: datetime) -> bool:
    return now >= due_at

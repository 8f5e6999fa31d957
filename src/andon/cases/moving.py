"""A case moves: its status and since when. The caller holds the lock, tells the clocks, saves, and records."""

from datetime import datetime

from .facts import CaseStatusChanged
from .models import Case
from .rules.lifecycle import check_move

MOVED = ["status", "status_since", "due_at", "due_reason", "waits_for"]
"""The fields that `move_to` and the clocks may change."""


def move_to(case: Case, status: str, *, now: datetime) -> list[CaseStatusChanged]:
    """The fact to record; none when it is there already."""
    if case.status == status:
        return []
    check_move(case.status, status)
    was, case.status, case.status_since, case.waits_for = case.status, status, now, ""
    return [CaseStatusChanged(old=was, new=status)]

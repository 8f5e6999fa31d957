"""A case moves: its status, since when, and what is due. The caller holds the lock, saves, and records."""

from datetime import datetime

from .facts import CaseStatusChanged
from .models import Case, CasePolicy
from .rules import due
from .rules.lifecycle import OUR_TURN, check_move

MOVED = ["status", "status_since", "due_at", "due_reason", "waits_for"]
"""The fields that `move_to` and `make_due` may change."""


def move_to(case: Case, status: str, *, policy: CasePolicy, now: datetime) -> list[CaseStatusChanged]:
    """The fact to record; none when it is there already. Nothing stays due but what is owed."""
    if case.status == status:
        return []
    check_move(case.status, status)
    was, case.status, case.status_since, case.waits_for = case.status, status, now, ""
    if status not in OUR_TURN:
        case.due_at, case.due_reason = None, ""
        if case.owed_count:
            make_owed(case, policy=policy, now=now)
    return [CaseStatusChanged(old=was, new=status)]


def make_due(case: Case, reason: str, *, policy: CasePolicy, now: datetime) -> None:
    """An answer is due from us."""
    before = due.Due(case.due_at, case.due_reason)
    owing = due.answer_due(now, policy.minutes_for(case.tier), reason, before=before)
    case.due_at, case.due_reason = owing.at, owing.reason


def make_owed(case: Case, *, policy: CasePolicy, now: datetime) -> None:
    """Something is owed to the customer, whoever's turn it is."""
    before = due.Due(case.due_at, case.due_reason)
    owing = due.owed_due(now, policy.minutes_for(case.tier), before=before)
    case.due_at, case.due_reason = owing.at, owing.reason

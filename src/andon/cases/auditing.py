"""Obligations that nobody would be reminded of: the audit of every minute (`work/audits.py`)."""

from django.db.models import Q

from andon.work.audits import Orphan

from .ledger import settle
from .models import Case, Obligation
from .models.obligation import State

MOST = 100


def orphaned_obligations() -> list[Orphan]:
    """What is owed makes the case through which it is read due, and keeps it in its owner's list, by a count; one
    statement finds those that are not counted, and counts them again."""
    alone = Q(case__merged_into=None, case__owed_count=0)
    merged = Q(case__merged_into__isnull=False, case__merged_into__owed_count=0)
    lost = Obligation.objects.filter(alone | merged, state=State.OWED).order_by("id")
    cases = {one: Case(pk=one) for one in lost.values_list("case_id", flat=True)[:MOST]}
    if not cases:
        return []
    settled = settle(list(cases.values()))
    return [Orphan(settled[id].subject, "what it owes was not counted", repaired=True) for id in cases]

"""Runs that wait, and nothing would wake them: found in one statement, so that no commit falls in between."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from andon.kit import clock
from andon.work.audits import Orphan
from andon.work.models import DueWork

from .models import Escalation
from .models.escalation import State
from .running import keep, lock, state_of

MOST = 100


def orphaned_runs() -> list[Orphan]:
    """They get their wake-up again: at its time, or now where that is not known.

    What needs none: an acknowledgement without a timeout, a run that went through (its end is recorded and shown).
    """
    key = Concat(Value("escalation:"), Cast(OuterRef("id"), TextField()), output_field=TextField())
    woken = DueWork.objects.filter(key=key, parked_at=None, run_at__lte=OuterRef("next_at"))
    # What failed is tried again a little later than its time.
    tried = DueWork.objects.filter(key=key, parked_at=None, attempts__gt=0)
    waits = Q(state__in=[State.RUNNING, State.SNOOZED]) | (Q(state=State.ACKNOWLEDGED) & Q(next_at__isnull=False))
    lost = Escalation.objects.filter(waits).exclude(Exists(woken)).exclude(Exists(tried))
    return [_repaired(id) for id in lost.order_by("id").values_list("id", flat=True)[:MOST]]


def _repaired(id: UUID) -> Orphan:
    run = lock(id)
    state = state_of(run)
    if run.next_at is None:
        state = replace(state, next_at=clock.now())
    keep(run, state)
    return Orphan(run.itself, "a run that waits had no wake-up", repaired=True)

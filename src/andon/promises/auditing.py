"""Promises that nothing would remind of: the audit of every minute (`work/audits.py`)."""

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from andon.kit import clock
from andon.work.audits import Orphan
from andon.work.models import DueWork

from .models import Promise
from .models.promise import State
from .planning import plan_ladder

MOST = 100


def orphaned_promises() -> list[Orphan]:
    """One statement when all is well."""
    key = Concat(Value("promises:"), Cast(OuterRef("id"), TextField()), output_field=TextField())
    woken = DueWork.objects.filter(key=key, parked_at=None)
    coming = Promise.objects.filter(state=State.OPEN, case__isnull=False, due_at__gt=clock.now())
    lost = list(coming.exclude(Exists(woken)).select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:MOST])
    for promise in lost:
        plan_ladder(promise)
    return [Orphan(promise.subject, "a promise had no wake-up", repaired=True) for promise in lost]

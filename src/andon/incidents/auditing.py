"""Promised updates that nothing would remind of: the audit of every minute (`work/audits.py`)."""

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from andon.kit import clock
from andon.work.audits import Orphan
from andon.work.models import DueWork

from .models import Incident
from .promising import plan_promise

MOST = 100


def orphaned_promises() -> list[Orphan]:
    """One statement when all is well. A promise whose time is over needs no wake-up: its last rung was the end."""
    key = Concat(Value("incidents:update:"), Cast(OuterRef("id"), TextField()), output_field=TextField())
    woken = DueWork.objects.filter(key=key, parked_at=None)
    coming = Incident.objects.standing().filter(next_update_at__gt=clock.now())
    lost = list(coming.exclude(Exists(woken)).select_for_update(skip_locked=True).order_by("pk")[:MOST])
    for incident in lost:
        plan_promise(incident)
    return [Orphan(incident.subject, "a promised update had no wake-up", repaired=True) for incident in lost]

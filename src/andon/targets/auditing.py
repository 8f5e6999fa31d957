"""Clocks that run and would never be looked at: the audit of every minute (`work/audits.py`)."""

from django.db.models import F

from andon.work.audits import Orphan
from andon.work.models import DueWork

from .models import Clock
from .models.clock import RUNNING
from .watching import KEY, plan_watch

MOST = 100


def orphaned_clocks() -> list[Orphan]:
    """Two statements when all is well.

    A clock that is due, and not missed yet, is looked at by then: it gets that instant back. All of them hang on the
    watch: if it is gone it comes again, and the clock that waited longest is named. What needs none: a clock that is
    paused, that was missed, or that is never due.
    """
    lost = Clock.objects.filter(state=RUNNING, missed_at=None, due_at__isnull=False, next_at=None).order_by("id")
    rows = list(lost[:MOST])
    found = [Orphan(one.subject, f"its clock {one.kind} was never looked at", repaired=True) for one in rows]
    if rows:
        Clock.objects.filter(id__in=[one.id for one in rows]).update(next_at=F("due_at"))
    return [*found, *_without_watch()]


def _without_watch() -> list[Orphan]:
    if DueWork.objects.filter(key=KEY, parked_at=None).exists():
        return []
    first = Clock.objects.filter(next_at__isnull=False).order_by("next_at").first()
    if first is None:
        return []
    plan_watch(at_once=True)
    return [Orphan(first.subject, "the watch over clocks was not planned", repaired=True)]

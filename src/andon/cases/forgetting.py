"""Drafts and acts on many cases are forgotten after thirty days."""

from datetime import date, timedelta

from django.db import transaction

from andon.kit import clock
from andon.work.plan import plan

from .models import BulkRun, Draft

KEPT_FOR = timedelta(days=30)
_planned_on: date | None = None


def forget_old() -> bool:
    """Whether there is more that will be old one day."""
    before = clock.now() - KEPT_FOR
    Draft.objects.filter(kept_at__lt=before).delete()
    BulkRun.objects.filter(made_at__lt=before).delete()
    return Draft.objects.exists() or BulkRun.objects.exists()


def plan_forgetting() -> None:
    """Once a day and process: planning it with each draft would make all writers wait for one row."""
    today = clock.now().date()
    if _planned_on != today:
        plan_next()
        transaction.on_commit(lambda: _note(today))


def plan_next() -> None:
    from .due import forget_drafts

    plan(forget_drafts, {}, key="cases.forget_drafts", run_at=clock.now() + timedelta(days=1))


def _note(day: date) -> None:
    global _planned_on
    _planned_on = day

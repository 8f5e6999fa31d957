"""Stored answers are forgotten after a day."""

from datetime import date, timedelta

from django.db import transaction

from andon.kit import clock
from andon.work.models import IdempotencyKey
from andon.work.plan import plan
from andon.work.tasks import task

_planned_on: date | None = None


@task("api.forget_answers")
def forget_answers() -> None:
    IdempotencyKey.objects.filter(made_at__lt=clock.wall() - timedelta(hours=24)).delete()


def plan_forgetting() -> None:
    """Once a day and process: planning it with each answer would make all callers wait for one row."""
    today = clock.wall().date()
    if _planned_on == today:
        return
    plan(forget_answers, {}, key="api.forget_answers", run_at=clock.now() + timedelta(days=1))
    transaction.on_commit(lambda: _note(today))


def _note(day: date) -> None:
    global _planned_on
    _planned_on = day

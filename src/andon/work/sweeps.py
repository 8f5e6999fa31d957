"""Rows that are over go, a batch at a time: each room registers a sweep of its own rows, and due work does it daily."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from andon.kit import clock

from .models import DueWork
from .plan import Planned, plan, plan_all
from .tasks import Task, task

BATCH = 5000
EVERY = timedelta(days=1)
_FIRST_AFTER = timedelta(minutes=10)
_sweeps: list[Task] = []


def sweep(name: str) -> Callable[[Callable[[int], int]], Task]:
    """Register a function that deletes at most so many rows that are over, and returns how many it deleted.

    A full batch is followed by the next at once, each in its own transaction; else it comes again in a day.
    """

    def register(delete: Callable[[int], int]) -> Task:
        @task(name)
        def swept() -> None:
            again = clock.now() if delete(BATCH) >= BATCH else clock.now() + EVERY
            plan(swept, {}, key=name, run_at=again)

        _sweeps.append(swept)
        return swept

    return register


def ensure_sweeps() -> None:
    """Plan the first of each; each plans its next. One that was parked is tried anew."""
    with transaction.atomic():
        keys = [one.name for one in _sweeps]
        planned = set(DueWork.objects.filter(key__in=keys, parked_at=None).values_list("key", flat=True))
        first = clock.now() + _FIRST_AFTER
        plan_all(Planned(task=one, args={}, key=one.name, run_at=first) for one in _sweeps if one.name not in planned)


def delete_some(over: "QuerySet[Any]", most: int) -> int:
    """Delete at most so many of these; the number deleted."""
    chosen = over.order_by().values("pk")[:most]
    return int(over.model._default_manager.filter(pk__in=chosen).delete()[0])

"""Work of every day: a room registers it in its `due.py`; it is done when an installation is prepared
or upgraded, and then once a day."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from andon.kit import clock

from .plan import Planned, plan, plan_all
from .tasks import Task, task

EVERY = timedelta(days=1)
_all: list[Task] = []


def daily(name: str) -> Callable[[Callable[[], None]], Task]:
    """Register a function that does a day's work and bears being called again."""

    def register(do: Callable[[], None]) -> Task:
        @task(name)
        def done() -> None:
            do()
            plan(done, {}, key=name, run_at=clock.now() + EVERY)

        _all.append(done)
        return done

    return register


def begin_daily() -> None:
    """Each is due now, whatever it waited for; a parked one is tried anew."""
    with transaction.atomic():
        plan_all(Planned(task=one, args={}, key=one.name) for one in _all)

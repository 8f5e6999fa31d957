"""The watch: one piece of due work that comes again and again and looks for clocks at which something is reached."""

from datetime import timedelta

from andon.kit import clock
from andon.work.models import DueWork
from andon.work.plan import plan

KEY = "targets:watch"
EVERY = timedelta(seconds=15)


def ensure_watch() -> None:
    """It is planned in the transaction in which the first clock begins; a parked one is tried anew. One query."""
    if not DueWork.objects.filter(key=KEY, parked_at=None).exists():
        plan_watch()


def plan_watch(*, at_once: bool = False) -> None:
    from .due import watch

    plan(watch, {}, key=KEY, run_at=clock.now() if at_once else clock.now() + EVERY)

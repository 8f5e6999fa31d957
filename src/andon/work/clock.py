"""One shift of domain time for all processes: a row that each of them reads at least once a second."""

from datetime import datetime

from django.db import transaction

from andon.kit import clock

from . import wake
from .models import ClockShift


def shift_clock(domain: datetime, *, rate: float = 1.0) -> None:
    """From now on domain time is `domain` and runs `rate` times as fast, in every process."""
    wall = clock.wall()
    ClockShift.objects.update_or_create(id=1, defaults={"wall": wall, "domain": domain, "rate": rate})
    clock.set_shift(clock.Shift(wall=wall, domain=domain, rate=rate))
    transaction.on_commit(wake.tell)


def unshift_clock() -> None:
    """Domain time is wall time again."""
    ClockShift.objects.all().delete()
    clock.set_shift(None)
    transaction.on_commit(wake.tell)


def read_clock() -> None:
    """Take over the shift that another process set."""
    row = ClockShift.objects.first()
    clock.set_shift(clock.Shift(wall=row.wall, domain=row.domain, rate=row.rate) if row else None)

"""How good a schedule is over a time ahead: how much of it nobody covers, and how evenly people carry it.

Night is from 22:00 to 07:00 and weekend is Saturday and Sunday, both by the clock of the schedule's zone. The score is
out of 100: what is covered counts 60, evenness of hours 20, of nights 10, of weekends 10. Evenness is 1 when all carry
the same and 0 when one carries everything: 1 minus the greatest share above an even one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic
from zoneinfo import ZoneInfo

from .days import MIDNIGHT, Restriction, masked, restricted
from .final import Watch
from .layer import P
from .spans import Stretch

NIGHT = Restriction(22 * 60, 7 * 60)
WEEKEND = frozenset({5, 6})


@dataclass(slots=True)
class Load(Generic[P]):
    """Hours that a person carries."""

    person: P
    hours: float = 0.0
    nights: float = 0.0
    weekends: float = 0.0


@dataclass(frozen=True, slots=True)
class Quality(Generic[P]):
    """`gap_hours` of `hours` are nobody's. Evenness from 0 to 1; None where there is nothing to share."""

    hours: float
    gap_hours: float
    loads: Sequence[Load[P]] = field(default=())
    even_hours: float | None = None
    even_nights: float | None = None
    even_weekends: float | None = None

    @property
    def gap_share(self) -> float:
        return self.gap_hours / self.hours if self.hours else 0.0

    @property
    def score(self) -> int:
        parts = ((self.even_hours, 20), (self.even_nights, 10), (self.even_weekends, 10))
        found = 60 * (1 - self.gap_share) + sum((1.0 if even is None else even) * worth for even, worth in parts)
        # Without anybody nothing is even.
        return round(found if self.loads else 0)


def quality_of(watches: Sequence[Watch[P]], zone: ZoneInfo) -> Quality[P]:
    """Of watches that fill a window, in its order."""
    if not watches:
        return Quality(0.0, 0.0)
    start, end = watches[0].start, watches[-1].end
    nights = restricted([NIGHT], start, end, zone)
    weekends = masked(WEEKEND, MIDNIGHT, start, end, zone)
    loads: dict[P, Load[P]] = {}
    gap = 0.0
    for watch in watches:
        hours = _hours(watch.start, watch.end)
        gap += 0.0 if watch.people else hours
        for person in watch.people:
            load = loads.setdefault(person, Load(person))
            load.hours += hours
            load.nights += _within(watch, nights)
            load.weekends += _within(watch, weekends)
    found = sorted(loads.values(), key=lambda load: -load.hours)
    return Quality(
        hours=_hours(start, end),
        gap_hours=gap,
        loads=found,
        even_hours=evenness([load.hours for load in found]),
        even_nights=evenness([load.nights for load in found]),
        even_weekends=evenness([load.weekends for load in found]),
    )


def evenness(shares: Sequence[float]) -> float | None:
    """1 when all are the same, 0 when one has everything; None for less than two people or nothing to share."""
    total = sum(shares)
    if len(shares) < 2 or total <= 0:
        return None
    even = 1 / len(shares)
    return 1 - (max(shares) / total - even) / (1 - even)


def _within(watch: Watch[P], stretches: Sequence[Stretch]) -> float:
    return sum(
        _hours(max(watch.start, one.start), min(watch.end, one.end))
        for one in stretches
        if one.start < watch.end and one.end > watch.start
    )


def _hours(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600

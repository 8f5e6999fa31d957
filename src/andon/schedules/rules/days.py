"""Days of the week and times of day, as stretches. A window belongs to the day on which it opens; one that ends at or
before its beginning runs into the next day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .spans import Stretch, joined
from .wall import day_at, first_instant, last_instant, local_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(range(7))
MIDNIGHT = time()
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Restriction:
    """On duty only from `begins` to `ends` (minutes after midnight, up to 1440), on these days (0 is Monday)."""

    begins: int
    ends: int
    days: frozenset[int] = EVERY_DAY


def dates(start: datetime, end: datetime, zone: ZoneInfo, days: frozenset[int] = EVERY_DAY) -> Iterator[date]:
    """Each local day that may touch [start, end), the ones before and after it too."""
    day, last = local_of(start, zone).date() - 2 * _DAY, local_of(end, zone).date() + _DAY
    while day <= last:
        if day.weekday() in days:
            yield day
        day += _DAY


def masked(days: frozenset[int], begins: time, start: datetime, end: datetime, zone: ZoneInfo) -> list[Stretch]:
    """These days, each from the time of day to the same one on the next."""
    found = dates(start, end, zone, days)
    return joined(Stretch(day_at(day, begins, zone), day_at(day + _DAY, begins, zone)) for day in found)


def restricted(given: Sequence[Restriction], start: datetime, end: datetime, zone: ZoneInfo) -> list[Stretch]:
    """Where any of the restrictions allows duty."""
    return joined(_window(one, day, zone) for one in given for day in dates(start, end, zone, one.days))


def _window(given: Restriction, day: date, zone: ZoneInfo) -> Stretch:
    midnight = datetime.combine(day, MIDNIGHT)
    ends = given.ends if given.ends > given.begins else given.ends + 1440
    return Stretch(
        first_instant(midnight + timedelta(minutes=given.begins), zone),
        last_instant(midnight + timedelta(minutes=ends), zone),
    )

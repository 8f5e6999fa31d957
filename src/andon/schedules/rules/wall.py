"""What a wall clock says, as instants. A time that does not exist is the first instant after the gap; one that comes
twice is its first occurrence where something begins or is handed over, its last where something ends: rather an
overlap than a gap."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def first_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks of the zone first say `local`, which has no zone of its own."""
    before, after = _offsets(local, zone)
    return _leap(local, before, after, zone) if before < after else _at(local, before)


def last_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """When they say it for the last time."""
    before, after = _offsets(local, zone)
    return _leap(local, before, after, zone) if before < after else _at(local, after)


def local_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of the zone say then, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def day_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return first_instant(datetime.combine(day, clock), zone)


@lru_cache(maxsize=16_384)
def _offsets(local: datetime, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    aware = local.replace(tzinfo=zone, fold=0)
    return aware.utcoffset() or timedelta(), aware.replace(fold=1).utcoffset() or timedelta()


def _at(local: datetime, offset: timedelta) -> datetime:
    return (local - offset).replace(tzinfo=UTC)


def _leap(local: datetime, before: timedelta, after: timedelta, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over `local`, to the second."""
    low, high = _at(local, after), _at(local, before)
    while high - low > _SECOND:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)

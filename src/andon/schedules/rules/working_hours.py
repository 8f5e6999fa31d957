"""When somebody is at work, by her own clock: what can wait is told her then."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .wall import first_instant, last_instant, local_of

_DAY = timedelta(days=1)


def next_at_work(at: datetime, days: Collection[int], begins: time, ends: time, zone: ZoneInfo) -> datetime:
    """`at` itself while she is at work, else the next beginning of it; `at` too for who never is.

    Hours that end at or before their beginning run into the next day.
    """
    day = local_of(at, zone).date() - _DAY
    for ahead in range(9):
        one = day + ahead * _DAY
        if one.weekday() not in days:
            continue
        start = first_instant(datetime.combine(one, begins), zone)
        end = last_instant(datetime.combine(one if ends > begins else one + _DAY, ends), zone)
        if at < end:
            return max(at, start)
    return at

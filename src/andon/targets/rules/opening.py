"""Which stretches of time are open: the one answer from which due, elapsed and warnings all come.

An instant is open when its wall clock in the calendar's zone lies in a window. So an hour that a change of the clocks
repeats counts twice and one that it leaves out not at all. A week is worked out once a calendar and remembered.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .calendar import Calendar
from .spans import MINUTE, Span, micros, moment_of, union, within, without

MOST_WEEKS = 1600
"""How far a walk goes, in weeks: thirty years. What is not due by then never is."""
MOST_REMEMBERED = 3000
_STEP = timedelta(hours=3)
_FIRST, _LAST = date(1900, 1, 8).toordinal(), date(9990, 1, 1).toordinal()


def open_intervals(calendar: Calendar, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The open stretches of [begin, end) in UTC, in order, none touching the next."""
    spans = within(open_from(calendar, micros(begin), until=micros(end)), micros(begin), micros(end))
    return [(moment_of(first), moment_of(last)) for first, last in spans]


def open_from(calendar: Calendar, begin: int, *, until: int | None = None) -> Iterator[Span]:
    """Open stretches from the one that holds or follows this instant on; ends where nothing opens any more."""
    week = _week_of(calendar, begin) - 7
    waiting: list[Span] = []
    for _count in range(MOST_WEEKS if until is None else 10**6):
        if not _LAST > week > _FIRST or not _may_open(calendar, week) or (until and _starts(calendar, week) > until):
            break
        joined = union([*waiting, *week_spans(calendar, week)])
        # The last one may touch what the next week begins with.
        for span in joined[:-1]:
            if span[1] > begin:
                yield max(span[0], begin), span[1]
        waiting = joined[-1:]
        week += 7
    for span in waiting:
        if span[1] > begin:
            yield max(span[0], begin), span[1]


def open_back_from(calendar: Calendar, end: int) -> Iterator[Span]:
    """Open stretches before this instant, the last one first."""
    week = _week_of(calendar, end) + 7
    waiting: list[Span] = []
    for _count in range(MOST_WEEKS):
        if not _LAST > week > _FIRST or not _may_have_opened(calendar, week):
            break
        joined = union([*week_spans(calendar, week), *waiting])
        for span in reversed(joined[1:]):
            if span[0] < end:
                yield span[0], min(span[1], end)
        waiting = joined[:1]
        week -= 7
    for span in waiting:
        if span[0] < end:
            yield span[0], min(span[1], end)


def week_spans(calendar: Calendar, monday: int) -> list[Span]:
    """What opens in the seven days from this Monday (its ordinal) on."""
    known = calendar.remembered.get(monday)
    if known is None:
        if len(calendar.remembered) >= MOST_REMEMBERED:
            calendar.remembered.clear()
        known = calendar.remembered[monday] = _worked_out(calendar, monday)
    return known


def _worked_out(calendar: Calendar, monday: int) -> list[Span]:
    days = [date.fromordinal(monday + place) for place in range(7)]
    walls = union(_wall(day, window) for day in days for window in calendar.windows_on(day))
    cut = union(_wall(day, window) for day in calendar.breaks for window in calendar.breaks[day])
    stretches = _offsets(calendar.zone, monday)
    return union(
        (max(begin - offset, first), min(end - offset, last))
        for begin, end in without(walls, cut)
        for first, last, offset in stretches
    )


def _wall(day: date, window: tuple[int, int]) -> Span:
    """A window as if the zone were UTC."""
    midnight = micros(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return midnight + window[0] * MINUTE, midnight + window[1] * MINUTE


@lru_cache(maxsize=8192)
def _offsets(zone: ZoneInfo, monday: int) -> list[tuple[int, int, int]]:
    """The stretches with one offset each (from, to, offset), from two days before the week to three after it."""
    at = datetime.fromordinal(monday).replace(tzinfo=UTC) - timedelta(days=2)
    last = at + timedelta(days=12)
    found: list[tuple[int, int, int]] = []
    begin, offset = at, _offset(zone, at)
    while at < last:
        ahead = at + _STEP
        if _offset(zone, ahead) != offset:
            change = _change(zone, at, ahead)
            found.append((micros(begin), micros(change), offset))
            begin, offset = change, _offset(zone, change)
        at = ahead
    return [*found, (micros(begin), micros(last), offset)]


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second in which the offset changes, between two instants that have different ones."""
    was = _offset(zone, before)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, before + timedelta(seconds=middle)) == was:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def _offset(zone: ZoneInfo, at: datetime) -> int:
    return (at.astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)


def _week_of(calendar: Calendar, at: int) -> int:
    """The ordinal of the Monday of the local week that holds this instant."""
    day = moment_of(at).astimezone(calendar.zone).toordinal()
    return day - (day - 1) % 7


def _starts(calendar: Calendar, monday: int) -> int:
    return micros(datetime.fromordinal(monday).replace(tzinfo=UTC)) - 2 * 24 * 60 * MINUTE


def _may_open(calendar: Calendar, monday: int) -> bool:
    return calendar.opens_weekly or any(day.toordinal() >= monday for day in calendar.special_days)


def _may_have_opened(calendar: Calendar, monday: int) -> bool:
    return calendar.opens_weekly or any(day.toordinal() < monday + 7 for day in calendar.special_days)

"""Due, elapsed and back: all from open stretches minus pauses.

Due exactly at closing time stays there. A pause outside of hours costs nothing. None: it is never due, because too
little time is open.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from .calendar import Calendar
from .opening import open_back_from, open_from
from .spans import SECOND, Span, length, micros, moment_of, union, within, without

Pause = tuple[datetime, datetime | None]
"""From and to; None: it goes on."""
_FOR_EVER = 1 << 62


def due(calendar: Calendar, start: datetime, seconds: int, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The first instant at which so many open, unpaused seconds have passed since `start`."""
    left = seconds * SECOND
    for begin, end in without(open_from(calendar, micros(start)), spans_of(pauses)):
        if left <= end - begin:
            return moment_of(begin + left)
        left -= end - begin
    return None


def elapsed(calendar: Calendar, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
    """The open, unpaused time in [start, end)."""
    return timedelta(microseconds=length(counted(calendar, start, end, pauses)))


def subtract(calendar: Calendar, end: datetime, seconds: int, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The last instant from which so many open, unpaused seconds pass until `end`: "30 open minutes before"."""
    left = seconds * SECOND
    for begin, last in _backwards(open_back_from(calendar, micros(end)), spans_of(pauses)):
        if left <= last - begin:
            return moment_of(last - left)
        left -= last - begin
    return None


def counted(calendar: Calendar, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> Iterator[Span]:
    """The stretches that count in [start, end)."""
    begin, last = micros(start), micros(end)
    return without(within(open_from(calendar, begin, until=last), begin, last), spans_of(pauses))


def spans_of(pauses: Iterable[Pause]) -> list[Span]:
    return union((micros(begin), _FOR_EVER if end is None else micros(end)) for begin, end in pauses)


def _backwards(spans: Iterator[Span], paused: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        yield from reversed(list(without([span], paused)))

"""Every minute of a clock: counted, or skipped and why. What is counted sums exactly to the elapsed time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .calendar import Calendar
from .opening import open_from
from .rounds import Paused
from .spans import Span, micros, moment_of, within, without

COUNTED, CLOSED, HOLIDAY, PAUSED = "counted", "closed", "holiday", "paused"


@dataclass(frozen=True, slots=True)
class Segment:
    """`why`: counted, closed, holiday (`name` is its name), paused (`name` is the reason)."""

    begin: datetime
    end: datetime
    why: str
    name: str = ""

    @property
    def length(self) -> timedelta:
        return self.end - self.begin

    @property
    def counts(self) -> bool:
        return self.why == COUNTED


def explain(calendar: Calendar, begin: datetime, end: datetime, pauses: Sequence[Paused] = ()) -> list[Segment]:
    """[begin, end) without a gap, in order; neighbours of one kind are one segment."""
    first, last = micros(begin), micros(end)
    opened = list(within(open_from(calendar, first, until=last), first, last))
    pieces = [*_open_pieces(opened, pauses, last), *_closed_pieces(calendar, opened, first, last)]
    return _joined(sorted(pieces, key=lambda one: one.begin))


def _open_pieces(opened: Sequence[Span], pauses: Sequence[Paused], last: int) -> Iterator[Segment]:
    left: list[Span] = list(opened)
    for pause in sorted(pauses, key=lambda one: one.begin):
        stop = (micros(pause.begin), last if pause.until is None else micros(pause.until))
        for one in within(left, *stop) if stop[0] < stop[1] else ():
            yield _segment(one, PAUSED, pause.why)
        left = list(without(left, [stop] if stop[0] < stop[1] else []))
    for one in left:
        yield _segment(one, COUNTED)


def _closed_pieces(calendar: Calendar, opened: Sequence[Span], first: int, last: int) -> Iterator[Segment]:
    for begin, end in without([(first, last)] if first < last else [], opened):
        at = moment_of(begin)
        while at < moment_of(end):
            day = at.astimezone(calendar.zone).date()
            until = min(moment_of(end), _next_day(calendar, at))
            name = calendar.holidays.get(day) if day not in calendar.hours else None
            yield Segment(at, until, CLOSED if name is None else HOLIDAY, name or "")
            at = until


def _next_day(calendar: Calendar, at: datetime) -> datetime:
    """The first instant of the next local day, whatever the clocks do in between."""
    day = at.astimezone(calendar.zone).date()
    low, high = at, at + timedelta(hours=50)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(calendar.zone).date() == day else (low, middle)
    return high.replace(microsecond=0)


def _segment(span: Span, why: str, name: str = "") -> Segment:
    return Segment(moment_of(span[0]), moment_of(span[1]), why, name)


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    found: list[Segment] = []
    for one in pieces:
        last = found[-1] if found else None
        if last and (last.why, last.name, last.end) == (one.why, one.name, one.begin):
            found[-1] = Segment(last.begin, one.end, one.why, one.name)
        else:
            found.append(one)
    return found

"""The next days of a calendar as a strip: when it is open, and why a day is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from andon.targets.rules.calendar import Calendar
from andon.targets.rules.opening import open_intervals

DAYS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """In per cent of the day's width, and in words."""

    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class StripDay:
    day: date
    bars: Sequence[Bar]
    hours: float
    holiday: str
    is_today: bool

    @property
    def is_closed(self) -> bool:
        return not self.bars


def strip(calendar: Calendar, now: datetime, days: int = DAYS) -> list[StripDay]:
    """From today on, by the calendar's own wall clock."""
    first = now.astimezone(calendar.zone).date()
    return [_day(calendar, first + timedelta(days=place), is_today=place == 0) for place in range(days)]


def _day(calendar: Calendar, day: date, *, is_today: bool) -> StripDay:
    begin = datetime.combine(day, time(), calendar.zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), calendar.zone).astimezone(UTC)
    spans = open_intervals(calendar, begin, end)
    whole = (end - begin) / timedelta(hours=1)
    bars = [
        Bar(
            round(100 * ((first - begin) / timedelta(hours=1)) / whole, 2),
            round(100 * ((last - first) / timedelta(hours=1)) / whole, 2),
            f"{first.astimezone(calendar.zone):%H:%M}–{_end(last, end, calendar)}",
        )
        for first, last in spans
    ]
    hours = sum((last - first) / timedelta(hours=1) for first, last in spans)
    holiday = calendar.holidays.get(day, "") if day not in calendar.hours else ""
    return StripDay(day, bars, round(hours, 2), holiday, is_today)


def _end(last: datetime, end: datetime, calendar: Calendar) -> str:
    return "24:00" if last == end else f"{last.astimezone(calendar.zone):%H:%M}"

"""Where days and shifts stand on a calendar, in per cent of its width: geometry stretches, text does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that is shown."""

    start: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        """From 0 to 100; what lies outside stands at the edge."""
        share = (moment - self.start) / (self.end - self.start)
        return round(100 * min(1.0, max(0.0, share)), 3)


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    bar: Bar
    is_today: bool

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() >= 5


def whole_days(now: datetime, zone: ZoneInfo, count: int) -> Span:
    """From midnight of today in the zone, `count` days of its own length each."""
    today = now.astimezone(zone).date()
    return Span(_midnight(today, zone), _midnight(today + timedelta(days=count), zone))


def days_of(span: Span, now: datetime, zone: ZoneInfo) -> list[Day]:
    day, last, found = span.start.astimezone(zone).date(), span.end.astimezone(zone).date(), list[Day]()
    while day < last:
        bar = bar_of(span, _midnight(day, zone), _midnight(day + timedelta(days=1), zone))
        found.append(Day(day, bar, day == now.astimezone(zone).date()))
        day += timedelta(days=1)
    return found


def bar_of(span: Span, start: datetime, end: datetime) -> Bar:
    x = span.x(start)
    return Bar(x, round(span.x(end) - x, 3))


def months_of(days: Sequence[Day]) -> list[date]:
    """The first day of each month that is shown."""
    return list({(day.day.year, day.day.month): day.day for day in reversed(days)}.values())[::-1]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)

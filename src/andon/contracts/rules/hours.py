"""The hours that count. The one place that knows which: business calendars need only another `open_spans`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .spans import Span, both, union

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekdays (0 is Monday) and a window on each, in the account's zone; midnight as the end is the day's end."""

    days: frozenset[int]
    opens: time
    closes: time


def open_spans(hours: Hours | None, zone: ZoneInfo, within: Span) -> list[Span]:
    """What of this stretch counts; without hours, all of it."""
    if hours is None:
        return union([within])
    first = within[0].astimezone(zone).date()
    last = within[1].astimezone(zone).date()
    days = (first + DAY * n for n in range((last - first).days + 1))
    windows = union(_window(hours, zone, day) for day in days if day.weekday() in hours.days)
    return both(windows, union([within]))


def _window(hours: Hours, zone: ZoneInfo, day: date) -> Span:
    closes = day if hours.closes > time() else day + DAY
    return _utc(day, hours.opens, zone), _utc(closes, hours.closes, zone)


def _utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When this day begins there, in UTC."""
    return _utc(day, time(), zone)

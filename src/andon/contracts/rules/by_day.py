"""Minutes used by day, for the figure's chart."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from .hours import DAY, midnight
from .spans import Span, both, length


def used_by_day(spans: Sequence[Span], within: Span, zone: ZoneInfo, until: datetime) -> list[tuple[date, float]]:
    """Per day there, up to the day of `until`: the minutes used on it."""
    last = min(until, within[1])
    day = within[0].astimezone(zone).date()
    found: list[tuple[date, float]] = []
    while midnight(day, zone) < last:
        there = [(midnight(day, zone), midnight(day + DAY, zone))]
        found.append((day, length(both(spans, there)).total_seconds() / 60))
        day += DAY
    return found


def added_up(days: Sequence[tuple[date, float]]) -> list[float]:
    return list(accumulate(minutes for _, minutes in days))

"""Quiet hours: when low urgency waits. They delay and never drop, and high urgency does not know them.

A window begins on weekdays of hers at a time of day in her zone and ends at another, on the next day where that is not
later. Windows that touch are one. At a change of clocks a window is as long as it can be: it ends at the later of two
equal times of day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
WEEK = 7
# Windows that leave no minute open are refused; should some get here, low urgency goes out after a week of quiet.
_MOST_STEPS = 3 * WEEK


@dataclass(frozen=True, slots=True)
class Window:
    """`weekdays` on which it begins, 0 is Monday. Equal times are a whole day."""

    weekdays: Collection[int]
    begins: time
    ends: time


def quiet_until(windows: Sequence[Window], zone: ZoneInfo, now: datetime) -> datetime | None:
    """When it is no longer quiet, in UTC; None where it is not quiet now."""
    moment = now
    for _step in range(_MOST_STEPS):
        ends = [end for begin, end in _around(windows, zone, moment) if begin <= moment < end]
        if not ends or max(ends) > now + WEEK * _DAY:
            break
        moment = max(ends)
    return moment if moment > now else None


def hours_a_week(windows: Sequence[Window]) -> float:
    """How much of a week without a change of clocks is quiet."""
    minutes = {minute for window in windows for minute in _minutes_of(window)}
    return len(minutes) / 60


def _around(windows: Sequence[Window], zone: ZoneInfo, moment: datetime) -> list[tuple[datetime, datetime]]:
    today = moment.astimezone(zone).date()
    days = [today + timedelta(days=shift) for shift in (-1, 0, 1)]
    return [_on(window, zone, day) for window in windows for day in days if day.weekday() in window.weekdays]


def _on(window: Window, zone: ZoneInfo, day: date) -> tuple[datetime, datetime]:
    last = day if window.ends > window.begins else day + _DAY
    begin = datetime.combine(day, window.begins, zone).astimezone(UTC)
    return begin, datetime.combine(last, window.ends, zone).replace(fold=1).astimezone(UTC)


def _minutes_of(window: Window) -> list[int]:
    begin, end = _minute(window.begins), _minute(window.ends)
    length = (end - begin) % (24 * 60) or 24 * 60
    return [(day * 24 * 60 + begin + minute) % (WEEK * 24 * 60) for day in window.weekdays for minute in range(length)]


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute

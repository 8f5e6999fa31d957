"""A calendar as it is written down: {zone, week: {mon: [["09:00", "17:00"]]}, holidays, hours, breaks}.

`holidays` is a list of days or {day: name}; `hours` and `breaks` are {day: windows}. "24:00" is the end of the day.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.kit.zones import time_zones

from .calendar import DAY, DAYS, Calendar, Window, overlap_in, runs_into_next

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
MOST_WINDOWS, MOST_DAYS = 12, 2000


def read_calendar(content: Mapping[str, Any], *, strict: bool = True) -> Calendar:
    """Raises Invalid by the name of the part, such as `week.mon`. `strict` also refuses windows that overlap."""
    week = _part(content, "week", dict)
    if unknown := set(week) - set(DAYS):
        raise Invalid({"week": _("“%(day)s” is no day; say mon to sun.") % {"day": str(min(unknown))[:20]}})
    windows = [_windows(week.get(day, []), f"week.{day}", strict) for day in DAYS]
    if strict:
        for place, day in enumerate(DAYS):
            if runs_into_next(windows[place], windows[(place + 1) % 7]):
                raise Invalid({f"week.{day}": _("A window over midnight overlaps with one of the next day.")})
    return Calendar(
        zone=_zone(content.get("zone", content.get("tz", ""))),
        week=windows,
        holidays=_holidays(content.get("holidays", [])),
        hours=_dated(content, "hours", strict),
        breaks=_dated(content, "breaks", strict),
    )


def written(calendar: Calendar) -> dict[str, Any]:
    """As it is kept; reading it gives the same calendar."""
    return {
        "zone": calendar.zone.key,
        "week": {day: _pairs(windows) for day, windows in zip(DAYS, calendar.week, strict=True) if windows},
        "holidays": {day.isoformat(): name for day, name in sorted(calendar.holidays.items())},
        "hours": {day.isoformat(): _pairs(windows) for day, windows in sorted(calendar.hours.items())},
        "breaks": {day.isoformat(): _pairs(windows) for day, windows in sorted(calendar.breaks.items())},
    }


def clock_text(minutes: int) -> str:
    """09:00; what lies beyond midnight is the next day's clock."""
    minutes = minutes if minutes <= DAY else minutes - DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_day(text: Any, field: str) -> date:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise Invalid({field: _("“%(day)s” is no day, such as 2026-12-24.") % {"day": str(text)[:20]}})
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Invalid({field: _("There is no day %(day)s.") % {"day": text}}) from None
    if not 1970 <= found.year < 2200:
        raise Invalid({field: _("From 1970 to 2199.")})
    return found


def _zone(name: Any) -> ZoneInfo:
    if not isinstance(name, str) or name not in time_zones():
        raise Invalid({"zone": _("There is no time zone “%(name)s”.") % {"name": str(name)[:60]}})
    return ZoneInfo(name)


def _windows(given: Any, field: str, strict: bool) -> list[Window]:
    if not isinstance(given, list | tuple) or len(given) > MOST_WINDOWS:
        raise Invalid({field: _("A list of at most %(most)s windows.") % {"most": MOST_WINDOWS}})
    windows = [_window(one, field) for one in given]
    if strict and overlap_in(windows):
        raise Invalid({field: _("Two windows overlap.")})
    return sorted(windows)


def _window(given: Any, field: str) -> Window:
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise Invalid({field: _("A window is its opening and its closing: 09:00 and 17:00.")})
    begin, end = (_minutes(one, field) for one in given)
    return begin, end if end > begin else end + DAY


def _minutes(text: Any, field: str) -> int:
    if not isinstance(text, str) or not _CLOCK.fullmatch(text):
        raise Invalid({field: _("“%(text)s” is no time of day, such as 09:00 or 24:00.") % {"text": str(text)[:20]}})
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _holidays(given: Any) -> dict[date, str]:
    named = given if isinstance(given, Mapping) else dict.fromkeys(given, "") if isinstance(given, list) else None
    if named is None or len(named) > MOST_DAYS:
        raise Invalid({"holidays": _("A list of at most %(most)s days.") % {"most": MOST_DAYS}})
    return {read_day(day, "holidays"): clean(str(name), "holidays", 120) for day, name in named.items()}


def _dated(content: Mapping[str, Any], field: str, strict: bool) -> dict[date, Sequence[Window]]:
    given = _part(content, field, dict)
    if len(given) > MOST_DAYS:
        raise Invalid({field: _("At most %(most)s days.") % {"most": MOST_DAYS}})
    return {read_day(day, field): _windows(windows, f"{field}.{day}", strict) for day, windows in given.items()}


def _part(content: Mapping[str, Any], field: str, kind: type) -> Any:
    found = content.get(field) or kind()
    if not isinstance(found, kind):
        raise Invalid({field: _("This is not understood here.")})
    return found


def _pairs(windows: Sequence[Window]) -> list[list[str]]:
    return [[clock_text(begin), clock_text(end)] for begin, end in windows]

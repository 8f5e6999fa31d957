"""A stranger's calendar may cost only so much: what it says is checked before anything of it is expanded.

A rule of repetition is read only in the shapes that people use, each of which surely comes again within some years:
looking for the next time of one that never comes ends in the year 9999.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from django.utils.translation import gettext as _
from icalendar import vRecur
from icalendar.parser import Contentlines

from andon.kit.errors import Invalid

MOST_EVENTS = 3000
MOST_DATES = 5000
"""Of RDATE and EXDATE, in the whole file."""
MOST_ZONE_RULES = 40
MOST_STEPS = 500_000
"""Days on which something may happen, from the first time of each rule to the end that is asked for."""
LONGEST = timedelta(days=400)
_STEPS_A_DAY = {"DAILY": 1.0, "WEEKLY": 1 / 7, "MONTHLY": 0.1, "YEARLY": 0.1}
_STEPS_A_TIME = 30
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}
_TIMES = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_lines(content: bytes) -> None:
    """Before it is parsed, which expands the rules of its time zones. Raises Invalid (field `file`)."""
    counts: Counter[str] = Counter()
    inside: list[str] = []
    for name, value in _lines(content):
        if name == "BEGIN":
            inside.append(value.strip().upper())
            counts[inside[-1]] += 1
        elif name == "END":
            del inside[-1:]
        elif name in ("RDATE", "EXDATE"):
            counts["dates"] += 1 + value.count(",")
        elif name == "DTSTART" and "VTIMEZONE" in inside and value < "16":
            raise _refused(_("VTIMEZONE: a DTSTART before the year 1600 is not read."))
        elif name in ("RRULE", "EXRULE"):
            in_zone = "VTIMEZONE" in inside
            counts["zone rules"] += in_zone
            _check_rule(value, in_zone)
    if counts["VEVENT"] > MOST_EVENTS:
        raise too_many()
    if counts["dates"] > MOST_DATES:
        raise _refused(_("RDATE and EXDATE: at most 5000 dates in one calendar."))
    if counts["zone rules"] > MOST_ZONE_RULES:
        raise _refused(_("VTIMEZONE: at most 40 rules in one calendar."))


def check_events(calendar: Any, end: datetime) -> None:
    """Of the parsed calendar: how far its rules are to be followed. Raises Invalid (field `file`)."""
    steps = 0.0
    for event in calendar.walk("VEVENT"):
        starts = _day(event["DTSTART"].dt)
        rules = _listed(event.get("RRULE"))
        lasts = _day(event["DTEND"].dt) - starts if "DTEND" in event else event.get("DURATION")
        lasts = getattr(lasts, "dt", lasts) or timedelta(0)
        if rules and lasts > LONGEST:
            raise _refused(_("DTEND: an event that repeats lasts at most 400 days."))
        if "RECURRENCE-ID" in event and abs(_day(event["RECURRENCE-ID"].dt) - starts) + lasts > LONGEST:
            raise _refused(_("RECURRENCE-ID: one of a series is moved by at most 400 days."))
        steps += sum(_steps(rule, starts, end.date() + LONGEST) for rule in rules)
        if steps > MOST_STEPS:
            raise _refused(_("DTSTART and RRULE: the repetitions of this calendar go on for too long."))


def too_many() -> Invalid:
    return _refused(_("This calendar has more than 3000 events."))


def _lines(content: bytes) -> Iterator[tuple[str, str]]:
    """Unfolded, as the parser sees them; it leaves out what is no line."""
    unfolded: Any = Contentlines.from_ical(content)  # type: ignore[no-untyped-call]
    for line in unfolded:
        if not line:
            continue
        try:
            name, _params, value = line.parts()
        except ValueError:
            continue
        yield name.upper(), value


def _check_rule(value: str, in_zone: bool) -> None:
    try:
        rule = vRecur.from_ical(value)
    except ValueError:
        raise _refused(_("RRULE: this rule is not understood.")) from None
    freq, interval = _one(rule, "FREQ"), _one(rule, "INTERVAL", 1)
    if freq not in _STEPS_A_DAY or any(len(rule.get(part, [])) > 1 for part in _TIMES):
        raise _refused(_("RRULE: this calendar repeats more often than every day."))
    if in_zone and freq != "YEARLY":
        raise _refused(_("VTIMEZONE: the rule of a time zone is one of every year."))
    known = set(map(str.upper, rule)) <= _PARTS | _TIMES
    if not known or not 1 <= interval <= 1000 or not _comes_again(rule, str(freq), interval):
        raise _refused(_("RRULE: this calendar repeats in a way that is not read: %(rule)s") % {"rule": value[:100]})


def _comes_again(rule: Any, freq: str, interval: int) -> bool:
    """Whether any rule of this shape surely finds a next time within some years."""
    days, months, dates = ([*rule.get(part, [])] for part in ("BYDAY", "BYMONTH", "BYMONTHDAY"))
    every = interval == 1
    if not all(1 <= month <= 12 for month in months) or not all(1 <= abs(day) <= 31 for day in dates):
        return False
    if months and not every and freq != "YEARLY":
        return False
    if "BYSETPOS" in rule and not _has_place(rule, freq):
        return False
    if freq in ("DAILY", "WEEKLY"):
        return not dates and (freq == "WEEKLY" or not days or interval % 7 != 0)
    return not (days and dates) and _has_day(days, freq, bool(months), every) and _has_date(dates, months, freq, every)


def _has_place(rule: Any, freq: str) -> bool:
    """Of the days of a week in a month there are four at least."""
    return (
        freq in ("MONTHLY", "YEARLY")
        and bool(rule.get("BYDAY"))
        and all(day.relative is None for day in rule["BYDAY"])
        and all(1 <= abs(place) <= 4 for place in rule["BYSETPOS"])
    )


def _has_day(days: list[Any], freq: str, in_months: bool, every: bool) -> bool:
    if freq == "YEARLY" and not in_months:
        most = 52
    else:
        most = 5 if every else 4
    return all(abs(day.relative or 1) <= most for day in days)


def _has_date(dates: list[int], months: list[int], freq: str, every: bool) -> bool:
    if not dates:
        return True
    if freq == "MONTHLY" and not every:
        return min(map(abs, dates)) <= 28
    return any(abs(day) <= _LENGTHS[month - 1] for day, month in product(dates, months or range(1, 13)))


def _steps(rule: Any, starts: date, end: date) -> float:
    if "UNTIL" in rule:
        end = min(end, _day(_one(rule, "UNTIL")))
    freq = _one(rule, "FREQ")
    a_day = _STEPS_A_DAY[freq] * (len(rule.get("BYDAY", [])) or 1 if freq == "WEEKLY" else 1)
    steps: float = max((end - starts).days, 0) * a_day / _one(rule, "INTERVAL", 1)
    count: int = _one(rule, "COUNT", 0)
    # One below nothing is no count for who expands it.
    return min(steps, count * _STEPS_A_TIME) if count > 0 else steps


def _one(rule: Any, part: str, otherwise: Any = None) -> Any:
    found = rule.get(part, [otherwise])
    return found[0] if isinstance(found, list) else found


def _day(said: date | datetime) -> date:
    return said.date() if isinstance(said, datetime) else said


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _refused(why: str) -> Invalid:
    return Invalid({"file": why})

"""When something is due, from the words for it: a day, a time of day, a span, put together and read by one wall clock.

Where words leave room (`docs/guides/promises.md`): a day without a time is due when we close; "morning" ends at noon;
a bare hour lies between 8 in the morning and 8 in the evening; the weekday of today is that of next week; what is past
without a day is meant for tomorrow; with one it is no promise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

CLOCK, PART, FIRST, SPAN, PAST = "clock", "part", "first", "span", "past"
DAY, WEEKDAY, DATE, WEEK, MONTH_END = "day", "weekday", "date", "week", "month_end"
FURTHEST = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Hours:
    """What parts of a day mean here, in minutes after midnight; `closed`: days on which nobody works."""

    opens: int = 9 * 60
    closes: int = 18 * 60
    parts: dict[str, int] = field(
        default_factory=lambda: {"morning": 12 * 60, "noon": 12 * 60, "afternoon": 17 * 60, "evening": 20 * 60}
    )
    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed


@dataclass(frozen=True, slots=True)
class Atom:
    """One word for a time. `n` and `unit` mean what its kind says; `half`: "am", "pm", "24" or "" for a bare hour."""

    kind: str
    start: int
    end: int
    n: float = 0
    unit: str = ""
    half: str = ""
    month: int = 0
    year: int = 0


def due_of(atoms: Sequence[Atom], now: datetime, hours: Hours) -> datetime | None:
    """`now` and the answer by the same wall clock (aware); None for what is past, too far or no moment."""
    if any(atom.kind == PAST for atom in atoms):
        return None
    day = _day_of(atoms, now, hours)
    minutes = _minutes_of(atoms)
    due = _put_together(atoms, day, minutes, now, hours)
    return due if due is not None and now < due <= now + FURTHEST else None


def _put_together(
    atoms: Sequence[Atom], day: date | None, minutes: int | None, now: datetime, hours: Hours
) -> datetime | None:
    span = _first(atoms, SPAN)
    if span is not None and minutes is None and span.unit in ("minute", "hour"):
        # Elapsed hours, also in the night in which the clocks change.
        return (now.astimezone(UTC) + timedelta(**{f"{span.unit}s": span.n})).astimezone(now.tzinfo)
    if minutes is None:
        minutes = _usual_minutes(atoms, hours)
    if day is not None:
        return _at(day, hours.closes if minutes is None else minutes, now)
    if minutes is None:
        return None
    today = _at(now.date(), minutes, now)
    return today if today > now else _at(now.date() + timedelta(days=1), minutes, now)


def _at(day: date, minutes: int, now: datetime) -> datetime:
    whole, rest = divmod(minutes, 24 * 60)
    return datetime.combine(day + timedelta(days=whole), time(rest // 60, rest % 60), now.tzinfo)


def _first(atoms: Sequence[Atom], kind: str) -> Atom | None:
    return next((atom for atom in atoms if atom.kind == kind), None)


def _minutes_of(atoms: Sequence[Atom]) -> int | None:
    """Of the clock that was named; of a range its end."""
    part = _first(atoms, PART)
    clocks = [atom for atom in atoms if atom.kind == CLOCK]
    return max((_clock_minutes(one, part) for one in clocks), default=None)


def _clock_minutes(clock: Atom, part: Atom | None) -> int:
    minutes = int(clock.n)
    late = part is not None and part.unit in ("afternoon", "evening")
    if clock.half == "pm" or (late and clock.half != "am"):
        return minutes + 720 if minutes < 720 else minutes
    if clock.half == "am":
        return minutes % 720
    return minutes + 720 if clock.half == "" and minutes < 8 * 60 and part is None else minutes


def _usual_minutes(atoms: Sequence[Atom], hours: Hours) -> int | None:
    if _first(atoms, FIRST):
        return hours.opens + 60
    part = _first(atoms, PART)
    return hours.parts[part.unit] if part else None


def _day_of(atoms: Sequence[Atom], now: datetime, hours: Hours) -> date | None:
    today = now.date()
    week, weekday = _first(atoms, WEEK), _first(atoms, WEEKDAY)
    if named := _first(atoms, DATE):
        return _date(named, today)
    if weekday is not None:
        return _weekday(weekday, week, today)
    if week is not None:
        return _in_week(week, today)
    if day := _first(atoms, DAY):
        return today + timedelta(days=int(day.n))
    if _first(atoms, MONTH_END):
        return _end_of_month(today, hours)
    span = _first(atoms, SPAN)
    return _after(span, today, hours) if span is not None else None


def _weekday(weekday: Atom, week: Atom | None, today: date) -> date:
    ahead = (int(weekday.n) - today.weekday()) % 7 or 7
    if (week is not None and week.n) or weekday.unit == "next":
        return today + timedelta(days=7 - today.weekday() + int(weekday.n))
    return today + timedelta(days=ahead)


_IN_WEEK = {"start": 1, "middle": 2, "end": 4, "weekend": 6}


def _in_week(week: Atom, today: date) -> date:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * int(week.n))
    found = monday + timedelta(days=_IN_WEEK[week.unit or "end"])
    return found + timedelta(days=7) if found < today else found


def _end_of_month(today: date, hours: Hours) -> date:
    day = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    while not hours.works(day) and day > today:
        day -= timedelta(days=1)
    return day


def _after(span: Atom, today: date, hours: Hours) -> date | None:
    if span.unit == "week":
        return today + timedelta(days=round(7 * span.n))
    if span.unit == "day":
        return today + timedelta(days=round(span.n))
    if span.unit != "workday":
        return None
    day, left = today, min(round(span.n), 260)
    while left > 0:
        day += timedelta(days=1)
        left -= hours.works(day)
    return day


def _date(named: Atom, today: date) -> date | None:
    year, month, day = named.year or today.year, named.month or today.month, int(named.n)
    year += 2000 if year < 100 else 0
    try:
        found = date(year, month, day)
        if found >= today or named.year:
            return found
        return date(year + (named.month > 0), month, day) if named.month else date(year, month % 12 + 1, day)
    except ValueError:
        return None

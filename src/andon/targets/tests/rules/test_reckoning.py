"""The arithmetic of targets: known answers, and what must hold whatever the calendar."""

import itertools
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.shared import shared_fixtures

from andon.targets.rules.calendar import ALWAYS, Calendar
from andon.targets.rules.opening import open_intervals
from andon.targets.rules.reckoning import Pause, due, elapsed, subtract
from andon.targets.rules.vectors import check_all

from .calendars import DATES, MOMENTS, SECONDS, calendars, pauses

OFFICE = Calendar(ZoneInfo("Europe/Berlin"), [[(9 * 60, 17 * 60)]] * 5 + [[], []])


def test_all_known_answers() -> None:
    vectors = json.loads(shared_fixtures("vectors/sla_clock.json").read_text())
    checked = list(check_all(vectors))
    assert len(checked) == 54
    assert [one.line() for one in checked if not one.ok] == []


@given(calendars(), MOMENTS, st.integers(1, 90 * 3600), pauses())
def test_what_is_due_has_elapsed_by_then(
    calendar: Calendar, start: datetime, seconds: int, off: Sequence[Pause]
) -> None:
    at = due(calendar, start, seconds, off)
    assert at is not None
    assert elapsed(calendar, start, at, off) == timedelta(seconds=seconds)
    assert elapsed(calendar, start, at - timedelta(microseconds=1), off) < timedelta(seconds=seconds)


@given(calendars(), MOMENTS, SECONDS, SECONDS, st.integers(0, 100_000), pauses())
def test_more_or_later_is_never_due_earlier(
    calendar: Calendar, start: datetime, less: int, more: int, minutes: int, off: Sequence[Pause]
) -> None:
    less, more = sorted((less, more))
    first, second = due(calendar, start, less, off), due(calendar, start, more, off)
    later = due(calendar, start + timedelta(minutes=minutes), less, off)
    assert first
    assert second
    assert later
    assert first <= second
    assert first <= later


@given(calendars(), MOMENTS, SECONDS, pauses(), pauses())
def test_a_pause_never_makes_it_earlier_and_their_order_is_nothing(
    calendar: Calendar, start: datetime, seconds: int, off: Sequence[Pause], more: Sequence[Pause]
) -> None:
    plain, paused = due(calendar, start, seconds, off), due(calendar, start, seconds, [*off, *more])
    assert plain
    assert paused
    assert plain <= paused
    shuffled = [*more, *off]
    random.Random(seconds).shuffle(shuffled)
    assert due(calendar, start, seconds, shuffled) == paused


@given(calendars(), MOMENTS, SECONDS)
def test_a_pause_outside_of_hours_costs_nothing(calendar: Calendar, start: datetime, seconds: int) -> None:
    spans = open_intervals(calendar, start, start + timedelta(days=60))
    closed = [(one[1], other[0]) for one, other in itertools.pairwise(spans)]
    assert due(calendar, start, seconds, closed) == due(calendar, start, seconds)


@given(calendars(), MOMENTS, SECONDS, DATES)
def test_a_holiday_never_makes_it_earlier(calendar: Calendar, start: datetime, seconds: int, day: object) -> None:
    more = Calendar(
        calendar.zone,
        calendar.week,
        {**calendar.holidays, day: ""},
        calendar.hours,
        calendar.breaks,  # type: ignore[dict-item]
    )
    before, after = due(calendar, start, seconds), due(more, start, seconds)
    assert before
    assert after
    assert before <= after


@given(calendars(zones=["UTC", "Asia/Kolkata"], special=False), MOMENTS, SECONDS)
def test_a_week_later_is_due_a_week_later(calendar: Calendar, start: datetime, seconds: int) -> None:
    week = timedelta(days=7)
    at = due(calendar, start, seconds)
    assert at is not None
    assert due(calendar, start + week, seconds) == at + week


@given(calendars(), MOMENTS, st.integers(1, 50 * 3600))
def test_going_back_and_forth_again(calendar: Calendar, end: datetime, seconds: int) -> None:
    at = subtract(calendar, end, seconds)
    assert at is not None
    assert at < end
    assert elapsed(calendar, at, end) == timedelta(seconds=seconds)


@given(calendars(), MOMENTS)
def test_open_is_what_the_wall_clock_says(calendar: Calendar, moment: datetime) -> None:
    """Against the definition, minute by minute."""
    for minute in range(0, 180, 7):
        at = moment + timedelta(minutes=minute)
        is_open = bool(open_intervals(calendar, at, at + timedelta(microseconds=1)))
        assert is_open == _is_open(calendar, at)


def _is_open(calendar: Calendar, at: datetime) -> bool:
    wall = at.astimezone(calendar.zone).replace(tzinfo=None)
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minute = (wall - datetime.combine(day, time())).total_seconds() / 60
        if any(begin <= minute < end for begin, end in calendar.windows_on(day)):
            break
    else:
        return False
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minute = (wall - datetime.combine(day, time())).total_seconds() / 60
        if any(begin <= minute < end for begin, end in calendar.breaks.get(day, ())):
            return False
    return True


@given(calendars(), MOMENTS, st.integers(0, 60), st.integers(0, 60))
def test_two_parts_are_the_whole(calendar: Calendar, start: datetime, one: int, other: int) -> None:
    middle, end = start + timedelta(hours=one), start + timedelta(hours=one + other)
    parts = elapsed(calendar, start, middle) + elapsed(calendar, middle, end)
    assert parts == elapsed(calendar, start, end)


def test_nothing_is_due_where_nothing_opens() -> None:
    never = Calendar(ZoneInfo("UTC"), [[]] * 7)
    start = datetime(2026, 11, 24, tzinfo=UTC)
    assert due(never, start, 1) is None
    assert subtract(never, start, 1) is None
    assert elapsed(never, start, start + timedelta(days=400)) == timedelta()


def test_one_open_day_in_a_calendar_without_a_week() -> None:
    day = datetime(2027, 3, 5, tzinfo=UTC)
    once = Calendar(ZoneInfo("UTC"), [[]] * 7, hours={day.date(): [(540, 600)]})
    assert due(once, datetime(2026, 1, 1, tzinfo=UTC), 3600) == day + timedelta(hours=10)
    assert due(once, datetime(2026, 1, 1, tzinfo=UTC), 3601) is None


def test_due_at_closing_time_stays_there() -> None:
    assert due(OFFICE, datetime(2026, 11, 20, 15, tzinfo=UTC), 3600) == datetime(2026, 11, 20, 16, tzinfo=UTC)


def test_always_open_is_plain_time() -> None:
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert due(ALWAYS, start, 7200) == start + timedelta(hours=2)

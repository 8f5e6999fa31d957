"""Nights on which clocks change: what went wrong elsewhere must not go wrong here."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from andon.schedules.rules.days import Restriction
from andon.schedules.rules.final import Plan, final_schedule, gaps, people_at, shifts
from andon.schedules.rules.layer import Layer
from andon.schedules.rules.rotation import Rotation, handoff, handoffs, turn_at
from andon.schedules.rules.wall import first_instant, last_instant, local_of

LISBON, APIA, CHICAGO = ZoneInfo("Europe/Lisbon"), ZoneInfo("Pacific/Apia"), ZoneInfo("America/Chicago")
NIGHT = Restriction(22 * 60, 6 * 60)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  a wall clock has no zone


def layer(*groups: str, zone: ZoneInfo = LISBON, **more: object) -> Layer[str]:
    return Layer([[one] for one in groups], zone, **more)  # type: ignore[arg-type]


def weekly(start: datetime, **more: object) -> Rotation:
    return Rotation("week", 1, start, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/Chicago", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_a_weekly_handoff_keeps_its_hour_all_year(zone: str) -> None:
    there = ZoneInfo(zone)
    rotation = weekly(wall(2026, 1, 5, 9))
    found = handoffs(rotation, at(2026, 1, 1), at(2027, 1, 1), there)
    assert len(found) == 52
    assert {(local_of(one, there).weekday(), local_of(one, there).time()) for one in found} == {
        (0, wall(1, 1, 1, 9).time())
    }


def test_the_week_after_a_change_is_not_moved() -> None:
    plan = Plan([layer("omar", "ines", rotation=weekly(wall(2026, 10, 19, 9)))])
    found = shifts(final_schedule(plan, at(2026, 10, 19, 8), at(2026, 11, 9, 9)))
    assert [(who, start) for who, start, _end in found] == [
        ("omar", at(2026, 10, 19, 8)),
        ("ines", at(2026, 10, 26, 9)),
        ("omar", at(2026, 11, 2, 9)),
    ]


def test_slots_of_whole_days_leave_no_hole_where_the_week_is_an_hour_longer() -> None:
    full = layer("omar", "ines", rotation=weekly(wall(2026, 10, 19, 9)), slot=timedelta(days=7))
    assert gaps(final_schedule(Plan([full]), at(2026, 10, 19, 8), at(2026, 12, 1))) == []
    days = layer("omar", rotation=Rotation("day", 1, wall(2026, 3, 1), "active_days"), slot=timedelta(days=1))
    assert gaps(final_schedule(Plan([days]), at(2026, 3, 2), at(2026, 12, 1))) == []


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 28), 7), ((2026, 10, 24), 9), ((2026, 6, 1), 8)])
def test_a_night_ends_by_the_clock_whatever_it_lasts(day: tuple[int, int, int], hours: int) -> None:
    plan = Plan([layer("omar", restrictions=[NIGHT])])
    noon = first_instant(wall(*day, 12), LISBON)
    ((_who, start, end),) = shifts(final_schedule(plan, noon, noon + timedelta(days=1)))
    assert (local_of(start, LISBON).hour, local_of(end, LISBON).hour) == (22, 6)
    assert end - start == timedelta(hours=hours)


def test_day_and_night_leave_no_gap_when_the_edge_lies_in_the_change() -> None:
    first, second = Restriction(90, 13 * 60), Restriction(13 * 60, 90)
    plan = Plan([layer("day", restrictions=[first]), layer("night", restrictions=[second])])
    for year in range(2024, 2030):
        assert gaps(final_schedule(plan, at(year, 1, 1), at(year + 1, 1, 1))) == []


def test_the_hour_that_comes_twice_is_both_peoples() -> None:
    plan = Plan(
        [layer("day", restrictions=[Restriction(90, 780)]), layer("night", restrictions=[Restriction(780, 90)])]
    )
    assert people_at(plan, at(2026, 10, 25, 0, 45)) == ("day", "night")
    assert people_at(plan, at(2026, 10, 25, 1, 45)) == ("day",)


def test_a_time_that_does_not_exist_is_the_first_after_the_gap_and_one_that_comes_twice_the_first() -> None:
    assert first_instant(wall(2026, 3, 29, 1, 30), LISBON) == at(2026, 3, 29, 1)
    assert last_instant(wall(2026, 3, 29, 1, 30), LISBON) == at(2026, 3, 29, 1)
    assert first_instant(wall(2026, 10, 25, 1, 30), LISBON) == at(2026, 10, 25, 0, 30)
    assert last_instant(wall(2026, 10, 25, 1, 30), LISBON) == at(2026, 10, 25, 1, 30)


def test_a_day_that_a_country_skipped_does_not_turn_back_the_rotation() -> None:
    rotation = Rotation("day", 1, wall(2011, 12, 28, 9))
    found = [handoff(rotation, number, APIA) for number in range(6)]
    assert found == sorted(found)
    # 30 December 2011 did not take place there.
    assert local_of(found[2], APIA) == wall(2011, 12, 31)
    assert turn_at(rotation, at(2011, 12, 30, 12), APIA) == 2
    assert turn_at(rotation, at(2011, 12, 30, 20), APIA) == 3
    plan = Plan([layer("a", "b", "c", zone=APIA, rotation=rotation)])
    assert gaps(final_schedule(plan, at(2011, 12, 28, 20), at(2012, 1, 5))) == []


def test_the_offset_is_not_frozen_with_the_start() -> None:
    rotation = weekly(wall(2026, 7, 6, 9))
    assert handoff(rotation, 26, CHICAGO) == at(2027, 1, 4, 15)
    assert handoff(rotation, -26, CHICAGO) == at(2026, 1, 5, 15)


def test_months_come_back_to_the_31st() -> None:
    rotation = Rotation("month", 1, wall(2026, 1, 31, 9))
    days = [local_of(handoff(rotation, number, LISBON), LISBON).day for number in range(6)]
    assert days == [31, 28, 31, 30, 31, 30]
    assert local_of(handoff(rotation, -2, LISBON), LISBON) == wall(2025, 11, 30, 9)


@pytest.mark.parametrize(
    ("rotation", "zone", "count"),
    [
        (Rotation("day", 1, wall(2020, 1, 1, 2, 30)), "America/Chicago", 365),
        (Rotation("week", 2, wall(2020, 1, 6, 9)), "Europe/Lisbon", 26),
        (Rotation("month", 3, wall(2020, 1, 31)), "Australia/Lord_Howe", 4),
        (Rotation("hour", 12, wall(2020, 1, 1, 8)), "America/Chicago", 730),
    ],
)
def test_a_year_has_as_many_handoffs_as_it_should(rotation: Rotation, zone: str, count: int) -> None:
    there = ZoneInfo(zone)
    begin, end = (first_instant(wall(year, 1, 1), there) for year in (2026, 2027))
    found = handoffs(rotation, begin, end - timedelta(seconds=1), there)
    assert len(found) == len(set(found)) == count

"""Whose turn it is, over clock changes; against the shared vectors where they are at hand."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tests.shared import shared_fixtures

from andon.kit.ids import new_id
from andon.schedules.rules.turns import Cover, Turns, handoff, on_call, shifts

LISBON = ZoneInfo("Europe/Lisbon")
OMAR, INES = new_id(), new_id()


def at(day: int, hour: int = 12, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


WEEKLY = Turns(at(5, 8), 7, [OMAR, INES])


def test_they_take_turns() -> None:
    assert on_call([WEEKLY], [], LISBON, at(6)) == OMAR
    assert on_call([WEEKLY], [], LISBON, at(13)) == INES
    assert on_call([WEEKLY], [], LISBON, at(20)) == OMAR


def test_before_the_start_nobody_is_on_call() -> None:
    assert on_call([WEEKLY], [], LISBON, at(4)) is None
    assert on_call([], [], LISBON, at(4)) is None


def test_the_handoff_keeps_its_wall_clock_over_the_end_of_summer_time() -> None:
    moments = [handoff(WEEKLY, LISBON, number).astimezone(LISBON).hour for number in range(8)]
    assert moments == [9] * 8


def test_an_override_wins_and_the_last_one_made_first() -> None:
    covers = [Cover(INES, at(6, 0), at(7, 0)), Cover(OMAR, at(6, 6), at(6, 7))]
    assert on_call([WEEKLY], covers, LISBON, at(6, 1)) == INES
    assert on_call([WEEKLY], covers, LISBON, at(6, 6)) == OMAR


def test_shifts_have_no_holes_and_name_gaps() -> None:
    found = shifts([WEEKLY], [Cover(INES, at(6), at(7))], LISBON, at(1), at(20))
    assert found[0].user is None
    assert all(first.ends_at == second.starts_at for first, second in pairwise(found))
    assert (found[0].starts_at, found[-1].ends_at) == (at(1), at(20))
    for shift in found:
        middle = shift.starts_at + (shift.ends_at - shift.starts_at) / 2
        assert on_call([WEEKLY], [Cover(INES, at(6), at(7))], LISBON, middle) == shift.user


def test_a_missing_wall_time_becomes_the_first_instant_after_the_gap() -> None:
    turns = Turns(datetime(2026, 3, 28, 1, 30, tzinfo=UTC), 1, [OMAR])
    assert handoff(turns, LISBON, 1) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_shared_vectors_of_daily_and_weekly_rotations() -> None:
    """Only the cases that a rotation of whole days can express; hours and months come with the time engines."""
    file = shared_fixtures("vectors/rotation_handoffs.json")
    cases = [case for case in json.loads(file.read_text()) if case["rotation"]["unit"] in ("day", "week")]
    assert cases
    for case in cases:
        assert _handoffs(case) == case["expect"], case["id"]


def _handoffs(case: dict[str, Any]) -> list[str]:
    zone, rotation = ZoneInfo(case["tz"]), case["rotation"]
    start = datetime.fromisoformat(rotation["start"]).replace(tzinfo=zone).astimezone(UTC)
    turns = Turns(start, rotation["every"] * (7 if rotation["unit"] == "week" else 1), [OMAR])
    first, last = (datetime.fromisoformat(edge) for edge in case["window"])
    moments = [handoff(turns, zone, number) for number in range(-400, 400)]
    return [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in moments if first <= moment <= last]

"""What the final schedule says where layers, overrides and fixed shifts meet."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from andon.schedules.rules.days import Restriction
from andon.schedules.rules.final import Fixed, Override, Plan, final_schedule, gaps, people_at
from andon.schedules.rules.layer import Layer, Listed, OnDuty
from andon.schedules.rules.rotation import Rotation

ZONE = ZoneInfo("UTC")
WEEKLY = Rotation("week", 1, datetime(2026, 11, 16, 9))  # noqa: DTZ001  a wall clock has no zone


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


BASE = Layer([["omar"], ["ines", "yuki"]], ZONE, WEEKLY)


def who(plan: Plan[str], day: int, hour: int = 12) -> tuple[str, ...]:
    return people_at(plan, at(day, hour))


def test_several_are_on_duty_together() -> None:
    assert who(Plan([BASE]), 17) == ("omar",)
    assert who(Plan([BASE]), 24) == ("ines", "yuki")
    assert who(Plan([BASE]), 16, 8) == ()


def test_the_highest_priority_that_has_somebody_counts() -> None:
    days = Layer([["mei"]], ZONE, restrictions=[Restriction(9 * 60, 18 * 60)], priority=1)
    nobody: Layer[str] = Layer([[]], ZONE, priority=2)
    plan = Plan([BASE, days, nobody])
    assert who(plan, 17) == ("mei",)
    assert who(plan, 17, 20) == ("omar",)
    assert who(Plan([BASE, Layer([["mei"]], ZONE)]), 17) == ("omar", "mei")


def test_overrides_that_replace_everybody() -> None:
    first = Override("replace_all", at(17, 0), at(18, 0), ("mei",))
    second = Override("replace_all", at(17, 12), at(18, 0), ("bob",))
    assert who(Plan([BASE], [first]), 17, 6) == ("mei",)
    assert who(Plan([BASE], [first, second]), 17, 13) == ("mei", "bob")
    higher = Override("replace_all", at(17, 12), at(18, 0), ("bob",), priority=1)
    assert who(Plan([BASE], [higher, first]), 17, 13) == ("bob",)
    below = Override("add", at(17, 0), at(18, 0), ("ada",))
    assert who(Plan([BASE], [higher, below]), 17, 13) == ("bob",)


def test_who_took_over_gives_it_on() -> None:
    first = Override("replace", at(17, 0), at(18, 0), ("mei",), "omar", 1)
    second = Override("replace", at(17, 12), at(18, 0), ("bob",), "mei", 2)
    plan = Plan([BASE], [second, first])
    assert (who(plan, 17, 6), who(plan, 17, 13)) == (("mei",), ("bob",))


def test_replace_and_remove_touch_only_who_is_on_duty() -> None:
    for mode in ("replace", "remove"):
        people = ("mei",) if mode == "replace" else ()
        override = Override(mode, at(16, 0), at(30, 0), people, "ines")  # type: ignore[arg-type]
        assert who(Plan([BASE], [override]), 17) == ("omar",)
        assert who(Plan([BASE], [override]), 24) == (*people, "yuki")


def test_a_gap_is_a_result() -> None:
    away = Override("remove", at(17, 0), at(18, 0), remove="omar")
    found = final_schedule(Plan([BASE], [away]), at(16), at(20))
    assert [(one.start, one.end, one.by_hand) for one in gaps(found)] == [(at(17, 0), at(18, 0), False)]
    assert [one.people for one in found] == [("omar",), (), ("omar",)]
    assert [one.by_hand for one in found] == [False, True, False]
    assert gaps(final_schedule(Plan([]), at(16), at(20)))[0].end == at(20)


def test_fixed_shifts_stand_instead_of_the_layers_and_overrides_above_them() -> None:
    fixed = Fixed(at(17, 0), at(19, 0), [OnDuty(at(17, 6), at(17, 18), ("ada",)), OnDuty(at(17, 12), at(18), ("bob",))])
    plan = Plan([BASE], [Override("replace", at(17, 0), at(19, 0), ("mei",), "ada")], [fixed])
    assert [who(plan, 17, hour) for hour in (5, 7, 13, 20)] == [(), ("mei",), ("mei", "bob"), ("bob",)]
    assert (who(plan, 16), who(plan, 19, 1)) == (("omar",), ("omar",))


def test_a_listed_layer_may_overlap_itself() -> None:
    listed = Listed([OnDuty(at(17), at(19), ("a",)), OnDuty(at(18), at(20), ("b",))], priority=3)
    assert [who(Plan([BASE, listed]), day, 13) for day in (17, 18, 19, 20)] == [("a",), ("a", "b"), ("b",), ("omar",)]


def test_two_versions_of_a_layer_meet_without_touching_the_past() -> None:
    before = Layer([["omar"]], ZONE, WEEKLY, effective_until=at(18))
    after = Layer([["ines"]], ZONE, WEEKLY, effective_from=at(18))
    plan = Plan([before, after])
    assert [one.people for one in final_schedule(plan, at(17), at(20))] == [("omar",), ("ines",)]


def test_slots_of_part_of_a_turn() -> None:
    slots = Layer([["a"], ["b"]], ZONE, Rotation("day", 1, WEEKLY.start), slot=timedelta(hours=3))
    assert [who(Plan([slots]), 17, hour) for hour in (8, 9, 11, 12)] == [(), ("b",), ("b",), ()]


def test_weeks_between_are_empty_when_asked() -> None:
    rotation = Rotation("week", 2, WEEKLY.start, "calendar", skip_between=True)
    plan = Plan([Layer([["a"], ["b"]], ZONE, rotation)])
    assert [who(plan, day) for day in (17, 24)] == [("a",), ()]
    assert people_at(plan, at(17) + timedelta(weeks=2)) == ("b",)
    kept = Plan([Layer([["a"], ["b"]], ZONE, Rotation("week", 2, WEEKLY.start, "calendar"))])
    assert [who(kept, day) for day in (17, 24)] == [("a",), ("a",)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": 0},
        {"unit": "day", "advance": "calendar"},
        {"unit": "hour", "advance": "active_days"},
        {"start": at(16)},
    ],
)
def test_rotations_that_make_no_sense(wrong: dict[str, object]) -> None:
    given: dict[str, object] = {"unit": "week", "every": 1, "start": WEEKLY.start}
    with pytest.raises(ValueError, match=r"rotation|turn"):
        Rotation(**given | wrong)  # type: ignore[arg-type]

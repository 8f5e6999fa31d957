"""What holds of any schedule, whatever its zone and shape."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from andon.schedules.rules.days import EVERY_DAY, Restriction
from andon.schedules.rules.final import Override, Plan, final_schedule, gaps, people_at, shifts
from andon.schedules.rules.layer import Layer, duty_of
from andon.schedules.rules.rotation import Rotation, handoff, turn_at

ZONES = ["UTC", "Europe/Lisbon", "America/Chicago", "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana"]
PEOPLE = ["a", "b", "c", "d"]
FIRST = datetime(2026, 1, 1)  # noqa: DTZ001  a wall clock has no zone
MINUTES = st.integers(0, 1440)

walls = st.builds(lambda minutes: FIRST + timedelta(minutes=15 * minutes), st.integers(0, 400 * 96))
instants = st.builds(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), st.integers(0, 600_000)
)
weekdays = st.one_of(st.just(EVERY_DAY), st.frozensets(st.integers(0, 6), min_size=1))
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
rotations = st.one_of(
    st.builds(Rotation, st.sampled_from(["hour"]), st.integers(3, 40), walls),
    st.builds(Rotation, st.sampled_from(["day", "week", "month"]), st.integers(1, 3), walls),
    st.builds(Rotation, st.sampled_from(["day", "week"]), st.integers(1, 3), walls, st.just("active_days")),
    st.builds(Rotation, st.just("week"), st.integers(1, 3), walls, st.just("calendar"), st.booleans()),
)
layers = st.builds(
    Layer,
    groups=st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True), min_size=1, max_size=4),
    zone=zones,
    rotation=st.none() | rotations,
    restrictions=st.lists(st.builds(Restriction, st.integers(0, 1439), MINUTES, weekdays), max_size=2),
    days=weekdays,
    slot=st.none() | st.integers(1, 9 * 24 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)),
    effective_from=st.none() | instants,
    effective_until=st.none() | instants,
    priority=st.integers(0, 2),
)
overrides = st.builds(
    lambda mode, start, length, person, gone, priority: Override(
        mode, start, start + length, () if mode == "remove" else (person,),
        gone if mode in ("replace", "remove") else None, priority,
    ),
    st.sampled_from(["replace_all", "replace", "add", "remove"]),
    instants,
    st.integers(1, 20_000).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
    st.integers(0, 2),
)  # fmt: skip
plans = st.builds(Plan, st.lists(layers, max_size=4), st.lists(overrides, max_size=4))
lengths = st.integers(2, 90 * 1440).map(lambda minutes: timedelta(minutes=minutes))


@given(plans, instants, lengths)
def test_watches_fill_the_window_without_holes_or_overlaps(plan: Plan[str], start: datetime, length: timedelta) -> None:
    found = final_schedule(plan, start, start + length)
    assert found[0].start == start
    assert found[-1].end == start + length
    assert all(one.start < one.end for one in found)
    assert all(one.end == other.start for one, other in pairwise(found))
    covered = sum((end - begin for _who, begin, end in _union(found)), timedelta())
    assert covered + sum((one.end - one.start for one in gaps(found)), timedelta()) == length


@given(plans, instants, lengths, st.floats(0.01, 0.99))
def test_two_parts_of_a_window_say_what_the_whole_says(
    plan: Plan[str], start: datetime, length: timedelta, share: float
) -> None:
    middle = start + timedelta(minutes=int(length / timedelta(minutes=1) * share))
    whole = shifts(final_schedule(plan, start, start + length))
    parts = shifts([*final_schedule(plan, start, middle), *final_schedule(plan, middle, start + length)])
    assert sorted(whole) == sorted(parts)


@given(plans, instants, lengths, st.floats(0, 0.999))
def test_asking_for_an_instant_says_what_the_list_says(
    plan: Plan[str], start: datetime, length: timedelta, share: float
) -> None:
    at = start + length * share
    (watch,) = (one for one in final_schedule(plan, start, start + length) if one.start <= at < one.end)
    assert set(people_at(plan, at)) == set(watch.people)


@given(layers, instants, lengths)
def test_a_layer_never_overlaps_itself(layer: Layer[str], start: datetime, length: timedelta) -> None:
    found = duty_of(layer, start, start + length)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.start < one.end and one.people for one in found)


@given(rotations, zones, st.integers(-50, 50))
def test_handoffs_never_turn_back(rotation: Rotation, zone: ZoneInfo, number: int) -> None:
    begins, ends = handoff(rotation, number, zone), handoff(rotation, number + 1, zone)
    assert begins <= ends
    if begins < ends:
        assert turn_at(rotation, begins, zone) == turn_at(rotation, ends - timedelta(seconds=1), zone) == number


@given(plans, instants, lengths, st.integers(1, 60))
def test_moved_by_whole_weeks_nothing_else_changes(
    plan: Plan[str], start: datetime, length: timedelta, weeks: int
) -> None:
    """Where no clock changes and no month is counted."""
    still = Plan([_in_utc(one) for one in plan.layers], plan.overrides)  # type: ignore[arg-type]
    by = timedelta(weeks=weeks)
    moved = Plan([_moved(one, by) for one in still.layers], [_moved(one, by) for one in still.overrides])
    found = final_schedule(still, start, start + length)
    later = final_schedule(moved, start + by, start + length + by)
    assert [(one.start + by, one.end + by, one.people) for one in found] == [(o.start, o.end, o.people) for o in later]


def test_an_instant_is_the_same_whatever_zone_asks_for_it() -> None:
    layer = Layer([["a"], ["b"]], ZoneInfo("Europe/Lisbon"), Rotation("day", 1, FIRST.replace(hour=9)))
    for name in ZONES:
        start = datetime(2026, 3, 20, tzinfo=UTC).astimezone(ZoneInfo(name))
        found = final_schedule(Plan([layer]), start, start + timedelta(days=20))
        assert [(one.start.astimezone(UTC), one.people) for one in found] == [
            (one.start, one.people)
            for one in final_schedule(Plan([layer]), start.astimezone(UTC), start.astimezone(UTC) + timedelta(days=20))
        ]


def _union(found: list[Any]) -> list[tuple[str, datetime, datetime]]:
    return [("somebody", one.start, one.end) for one in found if one.people]


def _in_utc(layer: Layer[str]) -> Layer[str]:
    rotation = layer.rotation
    if rotation and rotation.unit == "month":
        rotation = replace(rotation, unit="week")
    return replace(layer, zone=ZoneInfo("UTC"), rotation=rotation)


def _moved(one: Any, by: timedelta) -> Any:
    if isinstance(one, Override):
        return replace(one, start=one.start + by, end=one.end + by)
    starts, ends = one.effective_from, one.effective_until
    return replace(
        one,
        rotation=replace(one.rotation, start=one.rotation.start + by) if one.rotation else None,
        effective_from=starts + by if starts else None,
        effective_until=ends + by if ends else None,
    )

"""Changing a schedule changes what comes, never what was."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from tests.cast import NOBODY

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.people.actions.revoke_role import revoke_role
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.models import Membership, Team, User
from andon.schedules.actions.fix_shifts import FixedShiftIn, fix_shifts
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.put_layers import put_layers
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.actions.unfix_shifts import unfix_shifts
from andon.schedules.layer_in import LayerIn
from andon.schedules.models import FixedSpan, LayerVersion, Schedule
from andon.schedules.reads.people_on_call import people_on_call
from andon.timeline.models import RecordedFact

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
BEGINS = datetime(2026, 11, 2, 9)  # noqa: DTZ001  a wall clock has no zone


@pytest.fixture
def people(omar: User, mei: User, alice: User) -> list[User]:
    return [omar, mei, alice]


def layer(*turns: User, **more: Any) -> LayerIn:
    return LayerIn(**{"name": "Turns", "turns": [[user] for user in turns], "unit": "week", "begins": BEGINS} | more)


@pytest.fixture
def schedule(people: list[User], checkout_team: Team, move_clock: MoveClock) -> Schedule:
    return put_schedule(slug="full", name="Full", team=checkout_team, layers=[layer(*people)], by=NOBODY)


def who(schedule: Schedule, *days: int) -> list[list[str]]:
    """Who is on call so many days from 17 November on, by first name."""
    found = [people_on_call([schedule], NOW + timedelta(days=day))[schedule] for day in days]
    return [[user.name.split()[0] for user in people] for people in found]


def kinds() -> list[str]:
    found = RecordedFact.objects.filter(kind__startswith="schedules.").order_by("at", "id")
    return [fact.kind.removeprefix("schedules.") for fact in found]


def test_the_past_does_not_change(schedule: Schedule, people: list[User]) -> None:
    _omar, mei, _alice = people
    before = who(schedule, -15, -8, -1)
    assert before == [["Omar"], ["Mei"], ["Alice"]]
    put_layers(schedule, layers=[layer(mei, unit="day")], by=NOBODY)
    assert who(schedule, -15, -8, -1) == before
    assert who(schedule, 0, 1, 8) == [["Mei"]] * 3
    put_layers(schedule, layers=[], by=NOBODY)
    assert who(schedule, -15, -8, -1) == before
    assert who(schedule, 0) == [[]]


def test_saying_the_same_again_makes_no_version(schedule: Schedule, people: list[User]) -> None:
    put_layers(schedule, layers=[layer(*people)], by=NOBODY)
    put_schedule(slug="full", name="Renamed", team=schedule.team, by=NOBODY)
    assert LayerVersion.objects.count() == 1
    assert kinds() == ["SchedulePut", "LayerPut", "SchedulePut"]


def test_a_change_may_hold_from_a_later_day(schedule: Schedule, people: list[User]) -> None:
    _omar, mei, alice = people
    now = who(schedule, 0)
    later = NOW + timedelta(days=10)
    put_layers(schedule, layers=[layer(mei)], by=NOBODY, holds_from=later)
    assert (who(schedule, 0), who(schedule, 10)) == (now, [["Mei"]])
    # Changed again before that day: what was planned gives way to what is said last.
    put_layers(schedule, layers=[layer(alice)], by=NOBODY)
    assert who(schedule, 0, 10) == [["Alice"]] * 2
    with pytest.raises(Invalid, match="past stays"):
        put_layers(schedule, layers=[], by=NOBODY, holds_from=NOW - timedelta(days=1))


def test_faults_name_their_layer(schedule: Schedule, people: list[User]) -> None:
    with pytest.raises(Invalid) as refused:
        put_layers(schedule, layers=[layer(*people), layer(name="Second")], by=NOBODY)
    assert list(refused.value.faults) == ["layers.1.turns"]
    assert LayerVersion.objects.count() == 1


def test_who_is_switched_off_leaves_and_the_others_close_ranks(
    schedule: Schedule, people: list[User], run_due_work: Any, relay: object
) -> None:
    before = who(schedule, -15, -8, -1)
    # Two weeks and a day after the start the third has the turn.
    assert who(schedule, 0, 7, 14, 21) == [["Alice"], ["Omar"], ["Mei"], ["Alice"]]
    put_on = {"starts_at": NOW - timedelta(days=1), "ends_at": NOW + timedelta(days=3)}
    override = override_shift(schedule, user=people[1], mode="add", by=NOBODY, **put_on)
    switch_off_user(people[1], by=NOBODY)
    run_due_work()
    assert who(schedule, 0, 7, 14, 21) == [["Alice"], ["Omar"], ["Alice"], ["Omar"]]
    assert who(schedule, -14, -7) == before[:2]
    override.refresh_from_db()
    assert override.ends_at == clock.now()
    assert "MemberLeft" in kinds()


def test_whose_turn_it_is_leaves_and_the_next_one_has_it(
    schedule: Schedule, people: list[User], run_due_work: Any, relay: object
) -> None:
    switch_off_user(people[2], by=NOBODY)
    # At once, before anything has reacted, nobody who is gone is on call.
    assert who(schedule, 0) == [[]]
    run_due_work()
    assert who(schedule, 0, 7, 14) == [["Omar"], ["Mei"], ["Omar"]]


def test_who_leaves_the_team_leaves_its_schedules(
    schedule: Schedule, people: list[User], run_due_work: Any, relay: object
) -> None:
    other = put_schedule(
        slug="care", name="Care", team=Team.objects.get(name="Care"), layers=[layer(*people)], by=NOBODY
    )
    revoke_role(Membership.objects.get(user=people[0]), by=NOBODY)
    run_due_work()
    assert who(schedule, 7, 14) == [["Mei"], ["Alice"]]
    assert who(other, 7) == [["Omar"]]


def test_fixed_shifts_stand_for_their_time(schedule: Schedule, people: list[User], move_clock: MoveClock) -> None:
    omar, mei, _alice = people
    start, end = NOW + timedelta(days=1), NOW + timedelta(days=3)
    shift = FixedShiftIn(user=mei, starts_at=start, ends_at=start + timedelta(days=1))
    span = fix_shifts(schedule, starts_at=start, ends_at=end, shifts=[shift], by=NOBODY, reason="Fair")
    assert who(schedule, 0, 1, 2, 3) == [["Alice"], ["Mei"], [], ["Alice"]]
    with pytest.raises(Conflict):
        fix_shifts(schedule, starts_at=start, ends_at=end, shifts=[], by=NOBODY)
    late = FixedShiftIn(user=omar, starts_at=end, ends_at=end + timedelta(hours=1))
    with pytest.raises(Invalid, match="lies within"):
        fix_shifts(schedule, starts_at=end, ends_at=end + timedelta(minutes=5), shifts=[late], by=NOBODY)
    move_clock.to(start + timedelta(hours=2))
    unfix_shifts(span, by=NOBODY)
    unfix_shifts(span, by=NOBODY)
    assert FixedSpan.objects.get().ends_at == clock.now()
    assert people_on_call([schedule], start + timedelta(hours=1))[schedule] == [mei]
    assert who(schedule, 2) == [["Alice"]]
    assert kinds().count("ShiftsUnfixed") == 1

from datetime import UTC, datetime, timedelta
from typing import Any

from conftest import MoveClock
from tests.cast import NOBODY, person

from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Schedule
from andon.schedules.reads.people_on_call import people_on_call, people_on_call_next

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def rotation(slug: str, team: Team, *members: User) -> Schedule:
    return put_schedule(slug=slug, name=slug, team=team, members=members, starts_at=MONDAY, by=NOBODY)


def test_now_and_next_at_any_instant(omar: User, mei: User, checkout_team: Team) -> None:
    weekly, empty = rotation("weekly", checkout_team, omar, mei), rotation("empty", checkout_team)
    for weeks, (now, then) in enumerate([(omar, mei), (mei, omar), (omar, mei)]):
        at = MONDAY + timedelta(weeks=weeks, hours=3)
        assert people_on_call([weekly, empty], at) == {weekly: [now], empty: []}
        assert people_on_call_next([weekly, empty], at) == {weekly: [then], empty: []}
    assert people_on_call([weekly], MONDAY - timedelta(seconds=1)) == {weekly: []}
    assert people_on_call_next([weekly], MONDAY - timedelta(seconds=1)) == {weekly: [omar]}


def test_who_was_switched_off_is_not_on_call(omar: User, checkout_team: Team, move_clock: MoveClock) -> None:
    weekly = rotation("weekly", checkout_team, omar)
    User.objects.filter(id=omar.id).update(is_active=False)
    assert people_on_call([weekly], clock.now()) == {weekly: []}
    assert people_on_call([weekly], clock.now() + timedelta(days=30)) == {weekly: []}
    # Then she was.
    assert people_on_call([weekly], MONDAY) == {weekly: [omar]}


def test_any_number_costs_the_same(omar: User, checkout_team: Team, django_assert_num_queries: Any) -> None:
    people = [omar, *(person(f"Nr{number} Doe", ("responder", checkout_team)) for number in range(3))]
    for count in (2, 20):
        many = [rotation(f"s{count}-{number}", checkout_team, *people) for number in range(count)]
        for ask in (people_on_call, people_on_call_next):
            with django_assert_num_queries(7):
                assert len(ask(many, MONDAY)) == count

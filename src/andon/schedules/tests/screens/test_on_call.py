from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.kit import clock
from andon.paging.models import Policy
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Override, Schedule
from andon.schedules.reads.people_on_call import people_on_call

SCREEN = "schedules:on_call"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def schedule(on_call: Policy) -> Schedule:
    return Schedule.objects.get()


def shown_to(user: User) -> str:
    return signed_in(user).get(reverse(SCREEN)).content.decode()


def test_who_is_on_call_and_who_comes_after(schedule: Schedule, alice: User) -> None:
    shown = shown_to(alice)
    for said in ("Omar Haddad", "Paged for Checkout.", "Ines Pacheco after 5 min", "Nothing changes"):
        assert said in shown


def test_nobody_on_call_is_said_loudly_and_a_team_mate_takes_it(
    omar: User, checkout_team: Team, alice: User, move_clock: MoveClock
) -> None:
    later = clock.now() + timedelta(days=3)
    put_schedule(slug="nights", name="Nights", team=checkout_team, members=[omar], starts_at=later, by=NOBODY)
    assert "Nobody is on call for Nights now" in shown_to(alice)
    assert "I take it" not in shown_to(alice)
    shown = shown_to(omar)
    assert "I take it" in shown
    given = {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in ("starts_at", "ends_at")}
    schedule = Schedule.objects.get()
    answer = signed_in(omar).post(
        reverse("schedules:override_shift"), given | {"schedule": schedule.id, "user": omar.id}
    )
    assert answer.status_code == 302
    assert Override.objects.get().ends_at == later
    assert "Nobody is on call" not in shown_to(omar)


def test_times_are_typed_in_the_readers_zone(schedule: Schedule, omar: User, move_clock: MoveClock) -> None:
    User.objects.filter(id=omar.id).update(time_zone="Asia/Tokyo")
    given = {
        "schedule": schedule.id,
        "user": omar.id,
        "starts_at": "2026-11-20T18:00",
        "ends_at": "2026-11-21T09:00",
    }
    done = signed_in(omar).post(reverse("schedules:override_shift"), given, follow=True)
    assert "Omar Haddad is on call for Checkout from Fri 20 Nov, 18:00." in done.content.decode()
    assert Override.objects.get().starts_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert "Asia/Tokyo" in shown_to(omar)


def test_bad_input_is_kept(schedule: Schedule, omar: User, move_clock: MoveClock) -> None:
    given = {
        "schedule": schedule.id,
        "user": omar.id,
        "starts_at": "2026-11-21T18:00",
        "ends_at": "2026-11-20T09:00",
    }
    answer = signed_in(omar).post(reverse("schedules:override_shift"), given)
    assert answer.status_code == 422
    assert "ends before it begins" in answer.content.decode()
    assert "2026-11-21T18:00" in answer.content.decode()
    answer = signed_in(omar).post(reverse("schedules:override_shift"), given | {"starts_at": "soon"})
    assert answer.status_code == 422
    assert not Override.objects.exists()


def test_an_override_is_taken_away_again(schedule: Schedule, omar: User, move_clock: MoveClock) -> None:
    times = {"starts_at": clock.now() + timedelta(hours=1), "ends_at": clock.now() + timedelta(days=1)}
    override = Override.objects.create(schedule=schedule, user=omar, **times)
    address = reverse("schedules:remove_override", args=[override.id])
    assert "Put in by hand" in shown_to(omar)
    assert "Taken away" in signed_in(omar).post(address, follow=True).content.decode()
    assert not Override.objects.exists()
    assert signed_in(omar).post(address).status_code == 404


def test_of_an_override_that_has_begun_the_past_stays(
    schedule: Schedule, omar: User, mei: User, move_clock: MoveClock
) -> None:
    began = clock.now() - timedelta(hours=1)
    override = Override.objects.create(schedule=schedule, user=mei, starts_at=began, ends_at=began + timedelta(days=1))
    assert signed_in(omar).post(reverse("schedules:remove_override", args=[override.id])).status_code == 302
    assert Override.objects.get().ends_at == clock.now()
    assert people_on_call([schedule], began) == {schedule: [mei]}
    assert people_on_call([schedule], clock.now()) == {schedule: [omar]}


@pytest.mark.parametrize(
    ("mode", "user", "remove", "people"),
    [
        ("add", "mei", "", ["omar", "mei"]),
        ("replace", "mei", "omar", ["mei"]),
        ("remove", "", "omar", []),
        ("replace_all", "mei", "", ["mei"]),
    ],
)
def test_all_kinds_of_override(
    mode: str,
    user: str,
    remove: str,
    people: list[str],
    schedule: Schedule,
    omar: User,
    mei: User,
    move_clock: MoveClock,
) -> None:
    known = {"omar": omar, "mei": mei}
    given = {
        "schedule": schedule.id,
        "mode": mode,
        "user": known[user].id if user else "",
        "remove": known[remove].id if remove else "",
        "starts_at": "2026-11-17T09:00",
        "ends_at": "2026-11-18T09:00",
        "reason": "Parents' evening",
    }
    assert signed_in(omar).post(reverse("schedules:override_shift"), given).status_code == 302
    assert people_on_call([schedule], clock.now()) == {schedule: [known[name] for name in people]}
    assert "Parents&#x27; evening" in shown_to(omar)
    for wrong in ({"user": "", "remove": ""}, {"mode": "remove", "user": mei.id}, {"mode": "odd"}):
        assert signed_in(omar).post(reverse("schedules:override_shift"), given | wrong).status_code == 422


@pytest.mark.parametrize(
    "query", ["?span=week", "?span=month&from=2026-10-20", "?from=soon", "?from=9999-12-31", "?span=x"]
)
def test_any_window_of_the_calendar(query: str, schedule: Schedule, omar: User, move_clock: MoveClock) -> None:
    answer = signed_in(omar).get(reverse(SCREEN) + query)
    assert answer.status_code == 200
    assert "Omar Haddad" in answer.content.decode()


def test_other_teams_and_readers_change_nothing(schedule: Schedule, omar: User, charlie: User, rita: User) -> None:
    override = Override.objects.create(
        schedule=schedule, user=omar, starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1)
    )
    given = {"schedule": schedule.id, "user": omar.id, "starts_at": "2027-01-01T18:00", "ends_at": "2027-01-02T09:00"}
    for user in (charlie, rita):
        assert "Omar Haddad" in shown_to(user)
        assert "Take away" not in shown_to(user)
        assert signed_in(user).post(reverse("schedules:override_shift"), given).status_code == 422
        assert signed_in(user).post(reverse("schedules:remove_override", args=[override.id])).status_code == 403
    assert Override.objects.count() == 1
    assert Client().get(reverse(SCREEN)).status_code == 302


def test_wrong_methods(schedule: Schedule, omar: User) -> None:
    assert signed_in(omar).post(reverse(SCREEN)).status_code == 405
    assert signed_in(omar).get(reverse("schedules:override_shift")).status_code == 405


def test_without_a_schedule_it_teaches(alice: User) -> None:
    assert "Nobody is on call for anything" in shown_to(alice)


def test_a_page_that_nobody_answered_is_loud(
    schedule: Schedule,
    monitor: Callable[..., Any],
    run_due_work: Callable[[], int],
    move_clock: MoveClock,
    alice: User,
    relay: object,
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    move_clock.forward(minutes=5)
    move_clock.forward(minutes=10)
    assert "Nobody answered: Checkout is slow" in shown_to(alice)


def test_a_service_that_pages_nobody_is_named(checkout: object, alice: User) -> None:
    assert "One service pages nobody:" in shown_to(alice)


def test_the_screen_is_flat(
    schedule: Schedule, checkout_team: Team, omar: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(omar)
    for count in (3, 30):
        for number in range(count):
            one = put_schedule(
                slug=f"s{number}", name=f"S {number}", team=checkout_team, members=[omar], starts_at=clock.now(),
                by=NOBODY,
            )  # fmt: skip
            Override.objects.create(
                schedule=one, user=omar, starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1)
            )
        with django_assert_max_num_queries(29):
            assert client.get(reverse(SCREEN)).status_code == 200

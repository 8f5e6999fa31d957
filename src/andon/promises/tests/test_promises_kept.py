"""The figure: kept, late and broken by week and team, with what chance leaves open."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.kit import clock
from andon.people.models import Team, User
from andon.promises.actions.note_next_update import note_next_update
from andon.promises.actions.take_update_back import take_update_back
from andon.promises.models import Promise
from andon.promises.rules.wilson import share_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture
def case(dana: Contact, care: Team, alice: User, move_clock: MoveClock) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=NOBODY)


def promised(case: Case, state: str, ago: timedelta = timedelta(hours=1), **more: Any) -> Promise:
    due = clock.now() - ago
    return Promise.objects.create(case=case, state=state, due_at=due, made_at=due - timedelta(hours=1), **more)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_interval_that_is_never_certain() -> None:
    assert share_of(0, 0) is None
    all_of_five = share_of(5, 5)
    assert all_of_five is not None
    assert (all_of_five.percent, round(all_of_five.low, 1), all_of_five.high) == (100, 56.6, 100)
    half = share_of(50, 100)
    assert half is not None
    assert (round(half.low, 1), round(half.high, 1)) == (40.4, 59.6)


def test_counted_by_week_and_team(
    case: Case, alice: User, charlie: User, rita: User, omar: User, api: Callable[..., Caller]
) -> None:
    promised(case, "kept")
    promised(case, "kept", WEEK)
    promised(case, "broken", WEEK, broken_at=clock.now(), answered_at=clock.now(), moved_count=1)
    promised(case, "broken")
    promised(case, "withdrawn")
    promised(case, "open", -WEEK)
    promised(case, "kept", 20 * WEEK)
    figure = api(alice).get("/promises_kept").json()
    assert {key: figure["whole"][key] for key in ("kept", "late", "broken", "moved", "due")} == {
        "kept": 2,
        "late": 1,
        "broken": 1,
        "moved": 1,
        "due": 4,
    }
    assert [(one["begins"], one["kept"]["due"]) for one in figure["weeks"][-3:]] == [
        ("2026-11-02", 0),
        ("2026-11-09", 2),
        ("2026-11-16", 2),
    ]
    assert [one["name"] for one in figure["teams"]] == ["Care"]
    assert api(charlie).get("/promises_kept").json()["teams"] == []
    assert api(omar).get("/promises_kept").status_code == 403
    url = reverse("promises:promises_kept")
    shown = browser_of(rita).get(url).content.decode()
    assert "50 %" in shown
    assert alice.name not in shown
    assert browser_of(omar).get(url).status_code == 403


def test_as_many_statements_for_many(case: Case, alice: User, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        promised(case, "kept", n * WEEK + timedelta(hours=1))
    client = browser_of(alice)
    client.get(reverse("promises:promises_kept"))
    with django_assert_max_num_queries(20):
        client.get(reverse("promises:promises_kept"))


def test_next_updates_of_incidents_count(
    checkout: Service, mei: User, move_clock: MoveClock, api: Callable[..., Caller]
) -> None:
    incident = declare_incident(title="It hangs", services=[checkout], by=mei.actor, page=False)
    due = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    kept = note_next_update(incident, due_at=due, told_at=due - timedelta(minutes=1), by=mei.actor)
    assert kept.state == "kept"
    late = due + timedelta(minutes=5)
    note_next_update(incident, due_at=late, told_at=None, by=mei.actor)
    made_up = note_next_update(incident, due_at=late, told_at=late + timedelta(minutes=1), by=mei.actor)
    assert (made_up.state, made_up.answered_at) == ("broken", late + timedelta(minutes=1))
    (row,) = api(mei).get("/promises_kept").json()["teams"]
    assert (row["name"], row["kept"], row["late"]) == ("Next updates of incidents", 1, 1)
    take_update_back(incident, told_at=due - timedelta(minutes=1), by=mei.actor)
    kept.refresh_from_db()
    assert kept.state == "withdrawn"


def test_a_next_update_that_nobody_told_is_broken(
    checkout: Service, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    due = clock.now() + timedelta(minutes=20)
    declare_incident(title="It hangs", services=[checkout], by=mei.actor, page=False, next_update_at=due)
    move_clock.forward(minutes=21)
    assert [(one.state, one.due_at) for one in Promise.objects.all()] == [("broken", due)]

"""The dry run, at the screen, for programs and on the command line; and that it is what really happens."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit import clock
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import NextShift, StepIn, TakeTurns, put_policy
from andon.paging.models import Binding, Escalation, Page, Policy
from andon.paging.reads.simulate import simulate
from andon.paging.rules.conditions import Conditions
from andon.people.models import Team, User
from andon.project.command import main
from andon.schedules.actions.put_schedule import put_schedule
from andon.timeline.models import RecordedFact

Browse = Callable[[User], Client]
NIGHT = datetime(2026, 11, 21, 3, 10, tzinfo=UTC)


@pytest.fixture
def winding(on_call: Policy, checkout: Service, checkout_team: Team, omar: User, bob: User, mei: User) -> Policy:
    """Everything that a policy can do, in one."""
    ines = User.objects.get(email="ines@fernhill.example")
    duty = put_schedule(
        slug="d", name="D", team=checkout_team, members=[omar, ines], turn_days=1,
        starts_at=datetime(2026, 1, 5, 3, 20, tzinfo=UTC), by=NOBODY,
    )  # fmt: skip
    gap = put_schedule(
        slug="gap", name="Gap", team=checkout_team, members=[omar], by=NOBODY,
        starts_at=datetime(2026, 11, 21, 3, 50, tzinfo=UTC),
    )  # fmt: skip
    steps = [
        StepIn(targets=[duty], wait_minutes=12),
        StepIn(targets=[TakeTurns([omar, bob, mei]), NextShift(duty)], wait_minutes=4, needed=2),
        StepIn(targets=[bob], conditions=Conditions(severity="critical", days=["mon"], zone="UTC")),
        StepIn(targets=[mei], conditions=Conditions(start="08:00", end="20:00")),
        StepIn(targets=[gap], when_nobody="queue", wait_minutes=7, urgency="low"),
        StepIn(targets=[checkout_team], wait_minutes=3),
    ]
    policy = put_policy(slug="w", name="W", team=checkout_team, steps=steps, repeat=2, by=NOBODY, fallback=mei)
    bind_policy(checkout, policy=policy, by=NOBODY)
    return policy


def test_the_dry_run_is_what_really_happens(
    winding: Policy,
    monitor: Callable[..., Any],
    relay: MailRelay,
    move_clock: MoveClock,
    run_due_work: Callable[[], int],
) -> None:
    move_clock.to(NIGHT)
    would = [
        (one.coming.at, one.coming.step, person.user.id)
        for one in simulate(winding, at=NIGHT)
        for person in one.reached
    ]
    facts = RecordedFact.objects.count()
    assert not Escalation.objects.exists()
    assert len(would) > 12
    monitor("trigger", "slow")
    run_due_work()
    while (run := Escalation.objects.get()).next_at is not None:
        move_clock.to(run.next_at)
        run_due_work()
    assert run.state == "exhausted"
    assert [(page.at, page.step, page.user_id) for page in Page.objects.order_by("at", "id")] == would
    assert RecordedFact.objects.count() > facts


def test_the_screen_says_who_and_why_and_who_not(
    winding: Policy, browse: Browse, omar: User, alice: User, rita: User, move_clock: MoveClock
) -> None:
    address = reverse("paging:simulate")
    assert "Ask before the night does" in browse(omar).get(address).content.decode()
    asked = {"service": "checkout", "severity": "critical", "at": "2026-11-21T03:10"}
    shown = browse(alice).get(address, asked).content.decode()
    for said in (
        "By policy W",
        "on call for D",
        "it is not for this time",
        "waits for the next shift",
        "in turn, one of 3",
    ):
        assert said in shown
    assert browse(omar).get(address, asked | {"at": "1999-01-01T00:00"}).status_code == 422
    assert browse(omar).get(address, asked | {"account": "nobody"}).status_code == 422
    assert browse(rita).get(address).status_code == 403
    assert browse(omar).post(address).status_code == 405
    assert not Escalation.objects.exists()


def test_nobody_bound_is_said_loudly(browse: Browse, omar: User, checkout: Service, acme: Account) -> None:
    shown = browse(omar).get(reverse("paging:simulate"), {"service": "checkout"}).content.decode()
    assert "Nobody would be woken" in shown
    shown = browse(omar).get(reverse("paging:simulate"), {"service": "", "account": "acme"}).content.decode()
    assert "Nobody would be woken" in shown


def test_a_concierge_alone(browse: Browse, omar: User, on_call: Policy, acme: Account) -> None:
    bind_policy(Tier.STRATEGIC, policy=on_call, by=NOBODY)
    shown = browse(omar).get(reverse("paging:simulate"), {"service": "", "account": "acme"}).content.decode()
    assert "Omar Haddad" in shown


def test_programs_ask_too(winding: Policy, api: Any, omar: User, acme: Account) -> None:
    at = (clock.now() + timedelta(days=1)).isoformat()
    answer = api(omar).get("/policies/w/simulate", at=at, account="acme")
    assert answer.status_code == 200, answer.content
    assert answer.json()[0]["people"][0]["channels"] == ["email"]
    assert api(omar).get("/policies/w/simulate", at="1999-01-01T00:00:00Z").status_code == 422


def test_vectors_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = {"steps": [{"targets": ["ann"], "delay_min": 5}], "repeat": 0}
    vector = {"id": "a", "policy": policy, "events": [[0, "trigger"]], "horizon_min": 9, "expect": [[0, "ann", 0, 0]]}
    file = tmp_path / "vectors.json"
    for expect, status in (([[0, "ann", 0, 0]], 0), ([], 1)):
        file.write_text(json.dumps([vector | {"expect": expect}]))
        assert main(["oncall", "simulate", str(file)]) == status
        assert json.loads(capsys.readouterr().out)["ok"] is (status == 0)
    file.write_text("not json")
    assert main(["oncall", "simulate", str(file)]) == 1
    assert main(["oncall", "simulate"]) == 2


def test_the_list_asks_no_query_a_person_too_many(
    winding: Policy, browse: Browse, omar: User, django_assert_max_num_queries: Any
) -> None:
    client = browse(omar)
    with django_assert_max_num_queries(250):
        assert client.get(reverse("paging:simulate"), {"service": "checkout"}).status_code == 200
    assert Binding.objects.count() == 1

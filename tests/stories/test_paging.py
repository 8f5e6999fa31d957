"""A monitor tells, the engineer on call is summoned, and somebody answers or the next one is woken."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock

from andon.alerts.models import Alert
from andon.catalog.models import Service
from andon.channels.actions.note_bounce import note_bounce
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.adopt_escalation import adopt_escalation
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.paging.models import Escalation, Page, Policy
from andon.paging.rules.why import Why
from andon.people.links import open_link
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
Monitor = Callable[..., list[Any]]
OMAR, INES = "omar@fernhill.example", "ines@fernhill.example"


def test_omar_is_paged_and_answers_by_the_link(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    (page,) = relay.to(OMAR)
    token = page.get_content().split("/page/")[1].split("/")[0]
    link = open_link(token, "page")
    assert link is not None
    assert link.holder == omar.actor
    acknowledge(Escalation.objects.get(id=link.subject_id), by=link.holder)
    assert relay.to(INES) == []


def test_without_an_answer_the_next_one_is_woken(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    move_clock.forward(minutes=4)
    assert relay.to(INES) == []
    move_clock.forward(minutes=1)
    assert len(relay.to(INES)) == 1
    move_clock.forward(minutes=10)
    assert Escalation.objects.get().state == "exhausted"
    assert RecordedFact.objects.filter(kind="paging.EscalationExhausted").exists()


def test_an_answer_stops_the_run(
    on_call: Policy,
    monitor: Monitor,
    relay: MailRelay,
    run_due_work: Callable[[], int],
    move_clock: MoveClock,
    omar: User,
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    acknowledge(Escalation.objects.get(), by=omar.actor)
    acknowledge(Escalation.objects.get(), by=omar.actor)
    move_clock.forward(hours=2)
    assert len(relay.mails) == 1
    assert RecordedFact.objects.filter(kind="paging.Acknowledged").count() == 1


def test_a_storm_of_alerts_is_one_page(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    monitor("trigger", "slow", times=100)
    for number in range(20):
        monitor("trigger", f"other-{number}")
    run_due_work()
    assert Alert.objects.count() == 21
    assert Page.objects.count() == 1
    assert len(relay.mails) == 1


def test_warnings_only_show(on_call: Policy, monitor: Monitor, run_due_work: Callable[[], int]) -> None:
    monitor("trigger", "slow", severity="warning")
    run_due_work()
    assert Alert.objects.count() == 1
    assert not Escalation.objects.exists()


def test_paging_ends_when_all_alerts_of_the_run_are_resolved(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    for name in ("slow", "errors"):
        monitor("trigger", name)
    run_due_work()
    monitor("resolve", "slow")
    run_due_work()
    assert Escalation.objects.get().state == "running"
    monitor("resolve", "errors")
    run_due_work()
    assert Escalation.objects.get().state == "ended"
    move_clock.forward(hours=1)
    assert len(relay.mails) == 1


def test_after_a_resolve_the_same_key_is_a_new_alert(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    for action in ("trigger", "resolve", "trigger"):
        monitor(action, "slow")
        run_due_work()
    assert Alert.objects.count() == 2
    assert Page.objects.count() == 2


def test_an_incident_adopts_the_run_without_a_second_page(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    run = Escalation.objects.get()
    acknowledge(run, by=omar.actor)
    incident = Subject("incident", new_id())
    adopted = adopt_escalation(run, subject=incident, why=Why(headline="Checkout hangs", cases=2), by=NOBODY)
    run_due_work()
    assert (adopted.subject, adopted.state, adopted.turn) == (incident, "acknowledged", 1)
    assert len(relay.mails) == 1


def test_nobody_on_call_is_said_and_the_next_step_is_taken_at_once(
    checkout: Service,
    checkout_team: Team,
    omar: User,
    monitor: Monitor,
    relay: MailRelay,
    run_due_work: Callable[[], int],
) -> None:
    from andon.paging.actions.bind_policy import bind_policy

    later = clock.now() + timedelta(days=300)
    empty = put_schedule(slug="gap", name="Gap", team=checkout_team, members=[omar], starts_at=later, by=NOBODY)
    steps = [StepIn(targets=[empty]), StepIn(targets=[omar])]
    bind_policy(checkout, policy=put_policy(slug="p", name="P", team=checkout_team, steps=steps, by=NOBODY), by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    assert RecordedFact.objects.filter(kind="paging.NobodyOnCall").count() == 1
    assert len(relay.to(OMAR)) == 1


def test_a_service_without_a_policy_says_that_nobody_was_paged(
    checkout: Service, monitor: Monitor, run_due_work: Callable[[], int]
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    assert RecordedFact.objects.filter(kind="paging.NobodyOnCall").exists()


def test_a_page_that_cannot_be_delivered_does_not_wait(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    relay.behave = "refuse"
    monitor("trigger", "slow")
    run_due_work()
    addresses = set(Delivery.objects.filter(purpose="page").values_list("address", flat=True))
    assert addresses == {OMAR, INES}


def test_a_page_that_comes_back_does_not_wait_either(
    on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    note_bounce(Delivery.objects.get(purpose="page"), why="550 no such user", status="5.1.1")
    run_due_work()
    addresses = set(Delivery.objects.filter(purpose="page").values_list("address", flat=True))
    assert addresses == {OMAR, INES}


def test_why_it_matters_is_in_the_page() -> None:
    why = Why(headline="Checkout hangs", cases=5, accounts=4, strategic=2, money="EUR 1.2M")
    assert why.sentence == "5 cases from 4 accounts, 2 of them strategic. EUR 1.2M a year."
    assert Why.load(why.stored()) == why

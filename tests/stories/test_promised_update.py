"""Customers were promised the next update of an incident: whoever tells them hears of it in time, and others if not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock

from andon.catalog.models import Service
from andon.comms.actions.send_update import send_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.edit_incident import edit_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.take_duty import take_duty
from andon.incidents.auditing import orphaned_promises
from andon.incidents.models import Incident
from andon.incidents.reads.event_words import what_happened
from andon.kit import clock
from andon.notifications.models import Notice
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from andon.work.models import DueWork
from andon.work.plan import cancel
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


@pytest.fixture
def lead(checkout_team: Team) -> User:
    return person("Lena Lead", ("lead", checkout_team))


@pytest.fixture
def incident(checkout: Service, alice: User, relay: MailRelay, move_clock: MoveClock) -> Incident:
    made = declare_incident(title="Checkout hangs", services=[checkout], by=alice.actor, page=False)
    return edit_incident(made, next_update_at=clock.now() + timedelta(minutes=30), by=alice.actor)


def told() -> list[tuple[str, str]]:
    """Whom, and which rung, in order."""
    rows = Notice.objects.filter(kind="incidents.update_due").order_by("at", "user__name")
    return [(notice.user.name.split()[0], notice.key.split(":")[3]) for notice in rows.select_related("user")]


def rungs() -> list[tuple[str, int]]:
    facts = RecordedFact.objects.filter(kind="incidents.UpdateRungReached").order_by("at", "id")
    return [(fact.body.rung, fact.body.told) for fact in facts]


def test_who_tells_hears_of_it_and_then_others(
    incident: Incident, omar: User, lead: User, move_clock: MoveClock, run_due_work: Work, relay: MailRelay, alice: User
) -> None:
    take_duty(incident, user=omar, kind="commander", by=omar.actor)
    run_due_work()
    assert told() == []
    move_clock.forward(minutes=20)
    run_due_work()
    assert told() == [("Alice", "soon")]
    move_clock.forward(minutes=10)
    run_due_work()
    assert told()[1:] == [("Alice", "due")]
    assert "is due now" in str(relay.to(alice.email)[-1]["Subject"])
    move_clock.forward(minutes=10)
    run_due_work()
    assert told()[2:] == [("Alice", "late"), ("Lena", "late"), ("Omar", "late")]
    move_clock.forward(days=1)
    run_due_work()
    assert rungs() == [("soon", 1), ("due", 1), ("late", 3)]
    lines = [line.text for line in what_happened(incident.subject, seen_by=["agents"])]
    assert "The promised update is late" in lines


def test_another_promise_is_another_ladder(
    incident: Incident, move_clock: MoveClock, run_due_work: Work, alice: User
) -> None:
    move_clock.forward(minutes=21)
    run_due_work()
    edit_incident(incident, next_update_at=clock.now() + timedelta(minutes=60), by=alice.actor)
    move_clock.forward(minutes=20)
    run_due_work()
    assert rungs() == [("soon", 1)]
    move_clock.forward(minutes=40)
    run_due_work()
    assert rungs() == [("soon", 1), ("due", 1)]
    edit_incident(incident, next_update_at=None, by=alice.actor)
    move_clock.forward(days=1)
    run_due_work()
    assert len(rungs()) == 2


def test_what_is_sent_in_time_keeps_the_promise(
    incident: Incident, move_clock: MoveClock, run_due_work: Work, alice: User
) -> None:
    move_clock.forward(minutes=29)
    run_due_work()
    update = write_update(incident, texts={"en": "We are on it"}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    incident.refresh_from_db()
    assert incident.next_update_at is None
    move_clock.forward(days=1)
    run_due_work()
    assert rungs() == [("soon", 1)]


def test_a_later_promise_outlives_what_is_sent_now(
    incident: Incident, move_clock: MoveClock, run_due_work: Work, alice: User
) -> None:
    update = write_update(incident, texts={"en": "We are on it"}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    move_clock.forward(minutes=31)
    run_due_work()
    assert rungs() == [("due", 1)]


def test_resolved_is_resolved(incident: Incident, move_clock: MoveClock, run_due_work: Work, alice: User) -> None:
    resolve_incident(incident, by=alice.actor)
    assert not DueWork.objects.filter(key__startswith="incidents:update:").exists()
    move_clock.forward(days=1)
    run_due_work()
    assert rungs() == []


def test_nobody_on_it_is_said(checkout: Service, move_clock: MoveClock, run_due_work: Work, relay: MailRelay) -> None:
    soon = clock.now() + timedelta(minutes=5)
    made = declare_incident(title="x", services=[checkout], by=NOBODY, page=False, next_update_at=soon)
    run_due_work()
    assert rungs() == [("soon", 0)]
    lines = [line.text for line in what_happened(made.subject, seen_by=["agents"])]
    assert "there is nobody to tell" in lines[0]


def test_a_promise_without_a_wake_up_is_found(incident: Incident) -> None:
    assert orphaned_promises() == []
    cancel(f"incidents:update:{incident.id}")
    (orphan,) = orphaned_promises()
    assert (orphan.what, orphan.repaired) == (incident.subject, True)
    assert orphaned_promises() == []

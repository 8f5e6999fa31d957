"""What happens in a case or an incident is told to whom it concerns, in her list first, and not when she knows it."""

from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases import personal
from andon.cases.actions.assign_cases import assign_cases
from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.take_case import take_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.take_duty import take_duty
from andon.incidents.personal import erase as forget_in_incidents
from andon.kit import clock
from andon.notifications.due import forget_notices
from andon.notifications.models import Notice
from andon.paging.models import Escalation
from andon.people.models import Team, User
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(move_clock: MoveClock, dana: Contact, care: Team) -> Case:
    return open_case(CaseIn(title="Checkout hangs", body="x", contact=dana, team=care, receipt=False), by=dana.actor)


def kinds(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("at", "id").values_list("kind", flat=True))


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def test_a_case_given_to_her_is_told_unless_she_opens_it_first(
    case: Case, alice: User, bob: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    assign_cases([case], to=alice, by=mei.actor)
    move_clock.forward(seconds=1)
    assert kinds(alice) == ["cases.assigned"]
    client = Client()
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert "Notices, 1 unread" in client.get(reverse("cases:inbox")).content.decode()
    # Her screen says that she has it open; a GET alone changes nothing.
    client.get(reverse("cases:case", args=[case.ref]))
    assert Notice.objects.get().read_at is None
    assert client.post(reverse("cases:look", args=[case.ref])).status_code == 204
    assert Notice.objects.get().read_at is not None
    move_clock.forward(minutes=10)
    assert relay.to(alice.email) == []
    hand_over_cases([fresh(case)], by=alice.actor, reason="Lunch", to_user=bob)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    (mail,) = relay.to(bob.email)
    assert mail["Subject"] == f"{case.ref} is yours now: Checkout hangs"
    assert kinds(bob) == ["cases.assigned"]


def test_what_came_to_nothing_is_not_told(
    case: Case, alice: User, bob: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    """Given and taken on within the five minutes; and nobody is told of what she took herself."""
    assign_cases([case], to=alice, by=mei.actor)
    move_clock.forward(minutes=1)
    hand_over_cases([fresh(case)], by=mei.actor, reason="Wrong team", to_user=bob)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=10)
    assert (relay.to(alice.email), len(relay.to(bob.email))) == ([], 1)
    other = open_case(CaseIn(title="x", body="x", contact=case.contact, team=case.team, receipt=False), by=mei.actor)
    take_case(other, by=alice.actor)
    move_clock.forward(minutes=10)
    assert kinds(alice) == ["cases.assigned"]


def test_her_customer_wrote_and_it_stands_in_her_list(
    case: Case, dana: Contact, alice: User, bob: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    take_case(case, by=alice.actor)
    receive_customer_message(fresh(case), by=dana.actor, body="And now?", channel="email")
    move_clock.forward(seconds=1)
    (notice,) = Notice.objects.filter(user=alice)
    assert (notice.kind, notice.urgency, notice.messages) == ("cases.customer_replied", "", [])
    assert "And now?" not in notice.headline
    move_clock.forward(minutes=10)
    assert relay.to(alice.email) == []
    assert kinds(bob) == []


def test_a_duty_that_a_colleague_gave(
    checkout: Any, omar: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    incident = declare_incident(title="Checkout hangs", services=[checkout], severity="major", by=mei.actor)
    take_duty(incident, user=omar, kind="liaison", by=mei.actor)
    take_duty(incident, user=omar, kind="responder", by=omar.actor)
    move_clock.forward(seconds=1)
    assert kinds(omar) == ["incidents.duty"]


def test_her_words_go_from_pages_of_an_incident(
    case: Case, dana: Contact, checkout: Any, on_call: Any, mei: User, move_clock: MoveClock, relay: MailRelay
) -> None:
    incident = declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=mei.actor)
    move_clock.forward(seconds=1)
    run = Escalation.objects.of(incident.subject).get()
    (page,) = Delivery.objects.filter(subject_id=run.id, state="told")
    (quote,) = run.why["quotes"]
    assert quote["text"] in page.text
    forget_in_incidents(dana)
    run.refresh_from_db()
    page.refresh_from_db()
    assert (run.why["quotes"], run.why["headline"], page.text) == ([], "Checkout hangs", "—")
    assert run.is_running


def test_nothing_of_her_stays_when_she_is_erased_and_old_ones_go(
    case: Case, dana: Contact, alice: User, mei: User, move_clock: MoveClock, relay: MailRelay
) -> None:
    assign_cases([case], to=alice, by=mei.actor)
    move_clock.forward(seconds=1)
    assert Notice.objects.count() == 1
    move_clock.forward(minutes=6)
    assert case.title in relay.to(alice.email)[0].get_content()
    personal.erase(dana)
    assert not Notice.objects.exists()
    # The ledger keeps that it went out, not what it said.
    (row,) = Delivery.objects.filter(recipient_id=alice.id)
    assert (row.state, row.address, row.headline, row.text) == ("told", alice.email, "—", "—")
    for number, read in enumerate((None, clock.now())):
        Notice.objects.create(
            key=str(number), kind="x", user=alice, subject_kind="x", subject_id=alice.id, at=clock.now(), read_at=read
        )
    move_clock.to(clock.now().replace(month=12, day=28))
    forget_notices()
    assert [notice.key for notice in Notice.objects.all()] == ["0"]

"""A merged case in an incident: its customer is counted and told once; somebody else is told in her own thread."""

from typing import Any

import pytest
from conftest import MoveClock

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Obligation
from andon.catalog.models import Service
from andon.comms.actions.send_update import send_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.comms.models import Recipient
from andon.comms.reads.coverage import coverage
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident
from andon.incidents.reads.hit_by import hit_by
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.incidents.reads.rows import rows_of
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.paging.models import Policy
from andon.people.models import Team, User
from tests.cast import NOBODY, access, account, contact
from tests.peers.mail_relay import MailRelay


def opened(title: str, of: Contact, care: Team, alice: User) -> Case:
    given = CaseIn(title=title, body=title, contact=of, team=care, owner=alice, verified=True, receipt=False)
    return open_case(given, by=NOBODY)


@pytest.fixture
def incident(checkout: Service, on_call: Policy, alice: User, move_clock: MoveClock) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], by=alice.actor, page=False)


def told(incident: Incident, by: User, body: str) -> list[tuple[str, str]]:
    update = write_update(incident, texts={"en": body}, by=by.actor)
    audience = audience_of(update)
    send_update(update, digest=audience.digest, by=by.actor, send_now=True)
    return [(letter.contact.name, letter.case.ref) for letter in audience.letters]


def test_she_is_counted_once_and_told_once(
    incident: Incident, dana: Contact, care: Team, alice: User, omar: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    link_cases(incident, [stays, other], by=alice.actor)
    assert rows_of([incident])[0].size.cases == 2
    merge_cases([other], into=stays, by=alice.actor)
    assert rows_of([incident])[0].size.cases == 1
    assert why_it_matters(incident).cases == 1
    hit = hit_by(incident, access(alice))
    assert ([link.case.ref for link in hit.links], hit.count, hit.others) == ([stays.ref], 1, 0)
    assert told(incident, alice, "We are on it") == [("Dana Whitfield", stays.ref)]
    move_clock.forward(minutes=1)
    assert len(relay.to("dana@acme.example")) == 1
    assert (coverage(incident).told, coverage(incident).owed) == (1, 1)
    assert not Obligation.objects.filter(state="owed").exists()


def test_one_that_only_the_merged_case_was_linked_to_stands_at_the_survivor(
    incident: Incident, dana: Contact, care: Team, alice: User, omar: User
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    link_cases(incident, [other], by=alice.actor)
    merge_cases([other], into=stays, by=alice.actor)
    assert incidents_of_cases([stays.id]) == {stays.id: [incident]}
    assert link_cases(incident, [stays], by=alice.actor) == []
    # The engineers whose service is hit may still read it, through the survivor.
    assert list(Case.objects.visible_to(access(omar))) == [stays]
    undo_merge(Case.objects.get(id=other.id), by=alice.actor)
    assert incidents_of_cases([stays.id, other.id]) == {other.id: [incident]}
    merge_cases([other], into=stays, by=alice.actor)
    unlink_case(incident, stays, by=alice.actor)
    assert incidents_of_cases([stays.id, other.id]) == {}
    assert not Case.objects.visible_to(access(omar)).exists()


def test_a_colleague_in_copy_is_copied_and_not_owed(
    incident: Incident, dana: Contact, acme: Account, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    tom = contact("Tom Berg", "tom@acme.example", acme)
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", tom, care, alice)
    link_cases(incident, [stays, other], by=alice.actor)
    merge_cases([other], into=stays, by=alice.actor)
    assert told(incident, alice, "We are on it") == [("Dana Whitfield", stays.ref)]
    move_clock.forward(minutes=1)
    (mail,) = relay.to("dana@acme.example")
    assert mail["Cc"] == "tom@acme.example"
    assert Recipient.objects.count() == 1


def test_another_customer_is_still_told_in_her_own_thread(
    incident: Incident, dana: Contact, care: Team, alice: User, move_clock: MoveClock
) -> None:
    from andon.cases.reads.messages_of_holder import messages_of_holder
    from andon.incidents.actions.resolve_incident import resolve_incident

    eve = contact("Eve Novak", "eve@other.example", account("other", "Other Goods"))
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", eve, care, alice)
    link_cases(incident, [stays, other], by=alice.actor)
    merge_cases([other], into=stays, by=alice.actor, why="One machine", across_customers=True)
    assert set(told(incident, alice, "Hello {first name}, {owner}")) == {
        ("Dana Whitfield", stays.ref),
        ("Eve Novak", other.ref),
    }

    def read_by(person: Contact, case: Case) -> list[Any]:
        return [message.body for message in messages_of_holder(Case.objects.get(id=case.id), person, limit=9)]

    assert read_by(eve, other) == ["Cannot pay", "Hello Eve, Alice"]
    assert read_by(dana, stays) == ["Checkout hangs", "Hello Dana, Alice"]
    resolve_incident(incident, by=alice.actor)
    owed = Obligation.objects.filter(source_kind="incident", kind="tell").values_list("contact_id", flat=True)
    assert set(owed) == {dana.id, eve.id}
    assert Case.objects.get(id=stays.id).owed_count >= 4


def test_engineers_read_the_first_words_also_of_a_merged_case(
    incident: Incident, acme: Account, dana: Contact, care: Team, alice: User, move_clock: MoveClock
) -> None:
    first = opened("The very first words", dana, care, alice)
    move_clock.forward(minutes=1)
    into = opened("Later words", dana, care, alice)
    link_cases(incident, [into], by=alice.actor)
    assert [quote.text for quote in why_it_matters(incident).quotes] == ["Later words"]
    merge_cases([first], into=into, by=alice.actor)
    assert [quote.text for quote in why_it_matters(incident).quotes] == ["The very first words"]

"""From customers' cases to a paged engineer, one thread between both sides, and everybody told to the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext

from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Obligation
from andon.catalog.models import Service
from andon.channels.actions.note_bounce import note_bounce
from andon.channels.models import Delivery
from andon.comms.actions.send_update import send_update
from andon.comms.actions.waive_recipient import waive_recipient
from andon.comms.actions.withdraw_update import withdraw_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.comms.models import Recipient, Update
from andon.comms.reads.coverage import coverage, not_told
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.reopen_incident import reopen_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.set_eta import set_eta
from andon.incidents.models import Incident
from andon.incidents.reads.lantern import lantern
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Page, Policy
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, account, contact
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
RunDueWork = Callable[[], int]


def report(who: Contact, care: Team, title: str = "Checkout hangs", verified: bool = True) -> Case:
    return open_case(
        CaseIn(
            title=title, body=f"{title} since this morning", contact=who, team=care, verified=verified, receipt=False
        ),
        by=who.actor,
    )


@pytest.fixture
def giulia(db: None) -> Contact:
    return contact("Giulia Rinaldi", "giulia@bellavista.example", account("bella", "Bellavista", locale="it"))


@pytest.fixture
def incident(
    dana: Contact,
    giulia: Contact,
    care: Team,
    alice: User,
    checkout: Service,
    on_call: Policy,
    relay: MailRelay,
    run_due_work: RunDueWork,
    move_clock: MoveClock,
) -> Incident:
    cases = [report(dana, care), report(giulia, care, "Il pagamento resta bloccato")]
    made = declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor)
    run_due_work()
    return made


def tell(incident: Incident, by: User, move_clock: MoveClock, **texts: str) -> Update:
    update = write_update(incident, texts=texts or {"en": "Good morning {first name}, we are on it."}, by=by.actor)
    send_update(update, digest=audience_of(update).digest, by=by.actor)
    move_clock.forward(seconds=11)
    return update


def test_the_engineer_is_paged_and_sees_why_it_matters(incident: Incident, relay: MailRelay, alice: User) -> None:
    (page,) = relay.to("omar@fernhill.example")
    said = page.get_content()
    assert "2 cases from 2 accounts, 1 of them strategic. EUR 640k a year." in said
    assert "“Checkout hangs since this morning” (Strategic account, PT)" in said


def test_cases_keep_their_owner(incident: Incident, alice: User) -> None:
    owners = set(Case.objects.values_list("owner__name", flat=True))
    assert owners == {"Alice Moreau"}


def test_the_agent_sees_who_is_on_it(incident: Incident, omar: User, run_due_work: RunDueWork) -> None:
    acknowledge(Escalation.objects.get(), by=omar.actor)
    run_due_work()
    incident.refresh_from_db()
    assert incident.acknowledged_at is not None
    (light,) = lantern()
    assert light.detail == "Omar"


def test_an_alert_first_is_adopted_and_pages_once(
    dana: Contact,
    care: Team,
    alice: User,
    checkout: Service,
    on_call: Policy,
    relay: MailRelay,
    monitor: Callable[..., object],
    run_due_work: RunDueWork,
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    declare_incident(title="Checkout hangs", services=[checkout], cases=[report(dana, care)], by=alice.actor)
    run_due_work()
    assert Page.objects.count() == 1
    assert Escalation.objects.get().subject.kind == "incident"


def test_more_cases_renew_why_it_matters(incident: Incident, dana: Contact, care: Team, alice: User) -> None:
    link_cases(incident, [report(dana, care, "And on tablets")], by=alice.actor)
    assert Escalation.objects.get().why["cases"] == 3


def test_responders_may_read_linked_cases_and_nothing_else(
    incident: Incident, omar: User, dana: Contact, care: Team
) -> None:
    from andon.people.access import access_of

    other = report(dana, care, "Another matter")
    seen = set(Case.objects.visible_to(access_of(omar)))
    assert len(seen) == 2
    assert other not in seen
    assert not Case.objects.workable_by(access_of(omar)).exists()


def test_each_contact_is_told_once_in_her_thread_and_language(
    incident: Incident, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    tell(
        incident,
        alice,
        move_clock,
        en="Hello {first name}, we are on it.",
        it="Ciao {first name}, ci stiamo lavorando.",
    )
    (to_dana,) = relay.to("dana@acme.example")
    (to_giulia,) = relay.to("giulia@bellavista.example")
    assert "Hello Dana" in to_dana.get_content()
    assert "Ciao Giulia" in to_giulia.get_content()
    assert "+" in str(to_dana["Reply-To"])
    found = coverage(incident)
    assert (found.told, found.owed, found.percent) == (2, 2, 100)
    assert not Obligation.objects.filter(state="owed").exists()
    facts = RecordedFact.objects.filter(kind="comms.CustomerTold").order_by("at")
    assert [fact.body.first for fact in facts] == [True, False]


def test_a_contact_with_two_cases_gets_one_letter_that_ticks_both(
    incident: Incident, dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    link_cases(incident, [report(dana, care, "Also in the app")], by=alice.actor)
    tell(incident, alice, move_clock)
    assert len(relay.to("dana@acme.example")) == 1
    assert Obligation.objects.filter(contact=dana, state="told").count() == 2


def test_a_bounce_makes_it_owed_again(
    incident: Incident, alice: User, move_clock: MoveClock, run_due_work: RunDueWork, dana: Contact
) -> None:
    tell(incident, alice, move_clock)
    delivery = Delivery.objects.get(purpose="update", recipient_id=dana.id)
    note_bounce(delivery, why="550 no such user")
    run_due_work()
    assert coverage(incident).failed == 1
    assert [row.contact for row in not_told(incident)] == [dana]
    owed = Obligation.objects.get(contact=dana, state="owed")
    meet_obligation(owed, by=alice.actor)
    run_due_work()
    assert coverage(incident).percent == 100


def test_what_cannot_be_told_is_waived_with_a_reason(
    incident: Incident, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    relay.behave = "refuse"
    tell(incident, alice, move_clock)
    assert coverage(incident).percent == 0
    for recipient in not_told(incident):
        with pytest.raises(Invalid):
            waive_recipient(recipient, why=" ", by=alice.actor)
        waive_recipient(recipient, why="told by phone to her colleague", by=alice.actor)
    assert coverage(incident).percent == 100


def test_an_update_can_be_undone_for_ten_seconds(
    incident: Incident, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    update = write_update(incident, texts={"en": "Oops"}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    withdraw_update(update, by=alice.actor)
    move_clock.forward(minutes=5)
    assert relay.to("dana@acme.example") == []
    assert coverage(incident).owed == 0
    with pytest.raises(Conflict):
        withdraw_update(tell(incident, alice, move_clock), by=alice.actor)


def test_a_changed_audience_is_shown_again_before_it_is_sent(
    incident: Incident, alice: User, care: Team, dana: Contact
) -> None:
    update = write_update(incident, texts={"en": "We are on it"}, by=alice.actor)
    digest = audience_of(update).digest
    late = contact("Rui Matos", "rui@casaazul.example")
    link_cases(incident, [report(late, care)], by=alice.actor)
    with pytest.raises(Conflict):
        send_update(update, digest=digest, by=alice.actor)


def test_a_case_linked_later_is_owed_the_latest_update(
    incident: Incident, alice: User, care: Team, relay: MailRelay, move_clock: MoveClock, run_due_work: RunDueWork
) -> None:
    tell(incident, alice, move_clock)
    link_cases(incident, [report(contact("Rui Matos", "rui@casaazul.example"), care)], by=alice.actor)
    run_due_work()
    run_due_work()
    assert len(relay.to("rui@casaazul.example")) == 1
    assert len(relay.to("dana@acme.example")) == 1
    assert coverage(incident).told == 3


def test_strangers_are_not_told_until_they_are_confirmed(
    incident: Incident, alice: User, care: Team, move_clock: MoveClock, relay: MailRelay
) -> None:
    stranger = contact("Eve", "eve@nowhere.example")
    link_cases(incident, [report(stranger, care, verified=False)], by=alice.actor)
    update = write_update(incident, texts={"en": "We are on it"}, by=alice.actor)
    audience = audience_of(update)
    assert [left.case.contact for left in audience.left_out] == [stranger]
    assert len(audience.letters) == 2


def test_resolving_leaves_tell_and_verify_and_the_last_update_ticks_the_telling(
    incident: Incident, alice: User, omar: User, move_clock: MoveClock, relay: MailRelay
) -> None:
    resolve_incident(incident, by=omar.actor)
    resolve_incident(incident, by=omar.actor)
    assert Obligation.objects.filter(state="owed").count() == 4
    assert coverage(incident).percent == 0
    assert Escalation.objects.get().state == "ended"
    incident.refresh_from_db()
    tell(incident, alice, move_clock, en="It is over, please check.")
    assert coverage(incident).percent == 100
    assert set(Obligation.objects.filter(state="owed").values_list("kind", flat=True)) == {"verify"}


def test_the_eta_keeps_its_past(incident: Incident, omar: User) -> None:
    first, second = (clock.now() + timedelta(minutes=minutes) for minutes in (20, 40))
    set_eta(incident, expected_at=first, by=omar.actor)
    set_eta(incident, expected_at=second, by=omar.actor)
    set_eta(incident, expected_at=second, by=omar.actor)
    assert [eta.expected_at for eta in incident.etas.all()] == [second, first]
    with pytest.raises(Invalid):
        set_eta(incident, expected_at=clock.now(), by=omar.actor)


def test_the_line_is_no_mail_to_anybody(
    incident: Incident, omar: User, relay: MailRelay, run_due_work: RunDueWork
) -> None:
    before = len(relay.mails)
    post_on_line(incident, body="TLS 1.3, we roll back", seen_by="engineering", by=omar.actor)
    run_due_work()
    assert len(relay.mails) == before


def test_reopening_summons_again(incident: Incident, omar: User, run_due_work: RunDueWork) -> None:
    resolve_incident(incident, by=omar.actor)
    reopen_incident(incident, by=omar.actor)
    run_due_work()
    assert Page.objects.count() == 2


def test_placeholders_that_nobody_can_fill_are_refused(incident: Incident, alice: User) -> None:
    with pytest.raises(Invalid) as refused:
        write_update(incident, texts={"en": "Hello {password}", "xx": "?"}, by=alice.actor)
    assert set(refused.value.faults) == {"text_en", "text_xx"}


def test_sending_takes_the_same_statements_for_any_number(
    incident: Incident, alice: User, care: Team, acme: Account
) -> None:
    def statements(count: int) -> int:
        people = [contact(f"P {count} {n}", f"p{count}-{n}@acme.example", acme) for n in range(count)]
        link_cases(incident, [report(who, care) for who in people], by=NOBODY)
        update = write_update(incident, texts={"en": "We are on it"}, by=alice.actor)
        digest = audience_of(update).digest
        with CaptureQueriesContext(connection) as queries:
            send_update(update, digest=digest, by=alice.actor)
        assert Recipient.objects.filter(of=update).count() >= count
        return len(queries)

    assert statements(3) == statements(30)

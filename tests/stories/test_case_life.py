"""A case from open to closed: asked, reminded, closed; handed over; what is owed."""

import pytest
from conftest import MoveClock

from andon.cases.actions.assign_cases import assign_cases
from andon.cases.actions.close_case import close_case
from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.open_case import open_case
from andon.cases.actions.owe import owe
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reopen_case import reopen_case
from andon.cases.actions.reopen_obligations import reopen_obligations
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.take_case import take_case
from andon.cases.actions.wait_for import wait_for
from andon.cases.actions.waive_obligation import waive_obligation
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.obligation_in import ObligationIn
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Invalid
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay


@pytest.fixture
def case(alice: User, care: Team, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> Case:
    given = CaseIn(title="Checkout hangs", body="x", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=NOBODY)


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def kinds(case: Case) -> list[str]:
    facts = RecordedFact.objects.filter(subject_id=case.id).order_by("at", "id")
    return [fact.kind.removeprefix("cases.") for fact in facts if fact.kind.startswith("cases.")]


def test_asked_reminded_twice_closed(case: Case, alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    solve_case(case, by=alice.actor)
    move_clock.forward(seconds=1)
    assert "Does it work for you?" in relay.to("dana@acme.example")[-1].get_content()
    for days, mails, status in ((2, 2, "solved"), (3, 3, "solved"), (1, 3, "solved"), (1, 3, "closed")):
        move_clock.forward(days=days)
        assert (len(relay.to("dana@acme.example")), fresh(case).status) == (mails, status)
    assert fresh(case).close_reason == "no_answer"


def test_an_answer_stops_the_reminders(
    case: Case, dana: Contact, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    solve_case(case, by=alice.actor)
    move_clock.forward(days=2)
    receive_customer_message(case, by=dana.actor, body="No", channel="portal")
    move_clock.forward(days=20)
    assert (len(relay.to("dana@acme.example")), fresh(case).status) == (2, "open")


def test_it_closes_only_with_a_reason(case: Case, alice: User) -> None:
    for reason, note in (("", ""), ("done", ""), ("duplicate", ""), ("verified_by_check", " ")):
        with pytest.raises(Invalid):
            close_case(case, by=alice.actor, reason=reason, note=note)
    for _ in range(2):
        close_case(case, by=alice.actor, reason="verified_by_check", note="Placed an order on a tablet")
    assert kinds(case).count("CaseClosed") == 1
    with pytest.raises(Conflict):
        reply_to_case(case, by=alice.actor, body="x")
    with pytest.raises(Conflict):
        wait_for(case, who="Checkout", by=alice.actor)
    again = reopen_case(case, by=alice.actor, reason="It broke again")
    assert (again.status, again.close_reason, again.due_reason) == ("open", "", "reopened")


def test_waiting_for_somebody_stops_our_clock(case: Case, alice: User, dana: Contact) -> None:
    waiting = wait_for(case, who="Checkout team", by=alice.actor)
    assert (waiting.status, waiting.due_at, waiting.waits_for) == ("waiting_others", None, "Checkout team")
    wrote = receive_customer_message(case, by=dana.actor, body="News?", channel="portal")
    assert (wrote.status, wrote.due_reason, fresh(case).waits_for) == ("open", "wrote_again", "")


def test_a_selection_is_handed_over_with_a_reason(
    case: Case, alice: User, bob: User, charlie: User, rita: User, care: Team, dana: Contact
) -> None:
    second = open_case(CaseIn(title="b", contact=dana, team=care, owner=alice, receipt=False), by=NOBODY)
    with pytest.raises(Invalid):
        hand_over_cases([case, second], by=alice.actor, to_user=bob, reason=" ")
    with pytest.raises(Invalid):
        hand_over_cases([case], by=alice.actor, to_user=rita, reason="x")
    for _ in range(2):
        hand_over_cases([case, second], by=alice.actor, to_user=bob, reason="My shift ends")
    assert [(one.owner, one.hand_over_count) for one in (fresh(case), fresh(second))] == [(bob, 1), (bob, 1)]
    assert Message.objects.filter(channel="hand_over", seen_by="agents").count() == 2
    hand_over_cases([case], by=bob.actor, to_user=charlie, reason="An invoice")
    assert fresh(case).team != care
    hand_over_cases([case], by=charlie.actor, to_team=care, reason="Not an invoice")
    assert (fresh(case).team, fresh(case).owner, fresh(case).hand_over_count) == (care, None, 3)


def test_the_queue_is_taken_from_and_given_out(case: Case, alice: User, bob: User, care: Team) -> None:
    with pytest.raises(Conflict):
        take_case(case, by=bob.actor)
    with pytest.raises(Conflict):
        assign_cases([case], to=bob, by=alice.actor)
    hand_over_cases([case], by=alice.actor, to_team=care, reason="Queue")
    assert take_case(case, by=bob.actor).owner == bob
    assert take_case(case, by=bob.actor).owner == bob
    assert kinds(case).count("CaseAssigned") == 2


def test_whoever_answers_a_case_of_nobody_owns_it(case: Case, alice: User, bob: User, care: Team) -> None:
    hand_over_cases([case], by=alice.actor, to_team=care, reason="Queue")
    reply_to_case(case, by=bob.actor, body="Hello")
    assert fresh(case).owner == bob


def test_spam_stays_quiet(case: Case, alice: User, dana: Contact) -> None:
    for _ in range(2):
        mark_spam(case, by=alice.actor)
    assert receive_customer_message(case, by=dana.actor, body="Buy more", channel="email") == case
    assert (fresh(case).status, Case.objects.count(), kinds(case).count("MarkedSpam")) == ("closed", 1, 1)


def test_what_is_owed_is_due_until_told_or_waived(
    case: Case, alice: User, dana: Contact, move_clock: MoveClock, django_assert_max_num_queries: object
) -> None:
    reply_to_case(case, by=alice.actor, body="We will tell you", send_now=True)
    update = Subject("update", new_id())
    items = [ObligationIn(case=case, kind=kind, source=update, label="I-1") for kind in ("tell", "verify")]
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        tell, verify = owe(items, by=NOBODY)
    assert owe(items, by=NOBODY) == [tell, verify]
    assert (fresh(case).owed_count, fresh(case).due_reason, tell.contact) == (2, "owed", dana)
    assert meet_obligation(tell, by=NOBODY, delivery_key="d1").state == "told"
    reopen_obligations([tell], by=NOBODY, why="bounced")
    assert fresh(case).owed_count == 2
    meet_obligation(tell, by=NOBODY)
    with pytest.raises(Invalid):
        waive_obligation(verify, why="", by=alice.actor)
    assert waive_obligation(verify, why="She left the company", by=alice.actor).state == "waived"
    assert (fresh(case).owed_count, fresh(case).due_at) == (0, None)
    assert kinds(case)[-5:] == [
        "ObligationOwed",
        "ObligationMet",
        "ObligationOwed",
        "ObligationMet",
        "ObligationWaived",
    ]


def test_owing_many_costs_as_much_as_one(care: Team, dana: Contact, django_assert_max_num_queries: object) -> None:
    source = Subject("incident", new_id())
    given = CaseIn(title="x", contact=dana, team=care, receipt=False)
    cases = [open_case(given, by=NOBODY) for _ in range(40)]
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        owed = owe([ObligationIn(case=case, kind="tell", source=source) for case in cases], by=NOBODY)
    assert len(owed) == 40


def test_closing_settles_what_was_to_be_verified(case: Case, alice: User) -> None:
    source = Subject("incident", new_id())
    tell, verify = owe([ObligationIn(case=case, kind=k, source=source) for k in ("tell", "verify")], by=NOBODY)
    close_case(case, by=alice.actor, reason="verified_by_customer")
    tell.refresh_from_db()
    verify.refresh_from_db()
    assert (tell.state, verify.state, fresh(case).owed_count, fresh(case).due_reason) == ("owed", "told", 1, "owed")

"""Two reports of one matter become one case: what she writes to either arrives, nobody reads another's words, and an
undo restores both."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection

from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.open_case import open_case
from andon.cases.actions.owe import owe
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.actions.wait_for import wait_for
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Merge, Participant
from andon.cases.obligation_in import ObligationIn
from andon.cases.reads.case_messages import case_messages
from andon.cases.reads.homes import homes_of, obligations_of
from andon.cases.reads.inbox import VIEWS, cases_of, count_views
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.cases.reads.search_cases import search_cases
from andon.channels.email.tokens import reply_address
from andon.conversations.rules.audience import AUDIENCES
from andon.customers.models import Account, Contact
from andon.kit.errors import Conflict, Invalid
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, access, account, contact
from tests.peers.mail_relay import MailRelay
from tests.stories.mails import post, write_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(acme: Account) -> Contact:
    """Dana's colleague."""
    return contact("Tom Berg", "tom@acme.example", acme)


@pytest.fixture
def eve() -> Contact:
    """Of another company."""
    return contact("Eve Novak", "eve@other.example", account("other", "Other Goods"))


@pytest.fixture(autouse=True)
def _world(relay: MailRelay, move_clock: MoveClock) -> None:
    pass


def opened(title: str, of: Contact, team: Team, owner: User | None = None, **more: Any) -> Case:
    given = {"title": title, "body": f"{title}.", "contact": of, "team": team, "owner": owner, "receipt": False}
    return open_case(CaseIn(**{**given, "verified": True, **more}), by=NOBODY)


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def said_in(case: Case) -> list[str]:
    return [message.body for message in case_messages(homes_of(fresh(case)), AUDIENCES)]


def read_by(person: Contact, case: Case) -> list[str]:
    return [message.body for message in messages_of_holder(fresh(case), person, limit=100)]


def row(case: Case) -> dict[str, Any]:
    return Case.objects.filter(id=case.id).values().get()


def test_the_survivor_shows_all_and_the_merged_one_is_in_no_list(
    dana: Contact, tom: Contact, care: Team, alice: User, bob: User, move_clock: MoveClock
) -> None:
    stays = opened("Checkout hangs", dana, care, alice, tags=["checkout"], order_number="A-1", steps_tried=["Reload"])
    other = opened("Cannot pay", tom, care, bob, tags=["pay"], order_number="A-2", copies=["boss@acme.example"])
    note_on_case(other, by=bob.actor, body="Looks the same")
    merge_cases([other], into=stays, by=alice.actor, why="One matter")
    assert said_in(stays) == ["Checkout hangs.", "Cannot pay.", "Looks the same"]
    for view in VIEWS.values():
        assert other not in cases_of(view, access(alice)), view.name
    assert count_views(access(alice))["team"] == 1
    assert list(cases_of(VIEWS["team"], access(alice), "pay")) == [stays]
    assert search_cases("Cannot pay", access(alice)) == [other]
    assert list(Case.objects.visible_to(access(alice)).named(other.ref)) == [stays]
    copied = Participant.objects.filter(case=stays).values_list("address", flat=True)
    assert set(copied) == {"tom@acme.example", "boss@acme.example"}


def test_both_owners_are_told_and_both_timelines_say_it(
    dana: Contact, care: Team, alice: User, bob: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, bob)
    merge_cases([other], into=stays, by=mei.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    for owner in (alice, bob):
        (mail,) = relay.to(owner.email)
        assert mail["Subject"] == f"{other.ref} was merged into {stays.ref}"
    facts = RecordedFact.objects.filter(kind__in=["cases.CaseMerged", "cases.CaseTakenIn"])
    assert {(fact.kind, fact.subject_id) for fact in facts} == {
        ("cases.CaseMerged", other.id),
        ("cases.CaseTakenIn", stays.id),
    }


def test_an_undone_merge_restores_both_as_they_were(
    dana: Contact, tom: Contact, care: Team, alice: User, bob: User, move_clock: MoveClock
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", tom, care, bob)
    owe([ObligationIn(case=other, kind="tell", source=Subject("incident", new_id()))], by=NOBODY)
    wait_for(stays, who="The bank", by=alice.actor)
    before = row(stays), row(other)
    move_clock.forward(minutes=5)
    merge_cases([other], into=stays, by=alice.actor)
    merged = fresh(stays)
    assert (merged.status, merged.due_at, merged.owed_count) == ("open", before[1]["due_at"], 1)
    assert fresh(other).due_at is None
    undo_merge(fresh(other), by=bob.actor)
    assert (row(stays), row(other)) == before
    assert not Participant.objects.exists()
    undo_merge(fresh(other), by=bob.actor)
    assert Merge.objects.get().undone_at is not None
    assert RecordedFact.objects.filter(kind="cases.MergeUndone").count() == 1


def test_an_undo_takes_nobodys_later_act_back(dana: Contact, care: Team, alice: User) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    reply_to_case(fresh(stays), by=alice.actor, body="We are on it", send_now=True)
    undo_merge(fresh(other), by=alice.actor)
    assert (fresh(stays).status, fresh(other).status) == ("waiting_customer", "new")
    assert fresh(other).due_at is not None
    assert "We are on it" in said_in(stays)


def test_an_undo_has_its_time(dana: Contact, care: Team, alice: User, move_clock: MoveClock) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    move_clock.forward(days=7, minutes=1)
    with pytest.raises(Conflict):
        undo_merge(fresh(other), by=alice.actor)


def test_a_reply_by_mail_to_the_merged_one_lands_in_the_survivor(
    dana: Contact, tom: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock, settings: Any
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", tom, care, alice)
    reply_to_case(other, by=alice.actor, body="Which card?", send_now=True)
    move_clock.forward(minutes=1)
    (asked,) = relay.to("tom@acme.example")
    merge_cases([other], into=stays, by=alice.actor)
    move_clock.forward(minutes=1)
    reply_to_case(fresh(stays), by=alice.actor, body="We look at it", send_now=True)
    move_clock.forward(minutes=1)

    # By the signed address of the merged one, and by its References alone.
    assert post(write_mail("Tom Berg <tom@acme.example>", "Re: Cannot pay", "A blue one", answers=asked)).why == ""
    plain = write_mail("Tom Berg <tom@acme.example>", "Re: Cannot pay", "Really blue", answers=asked)
    plain.replace_header("To", "care@fernhill.example")
    plain["Authentication-Results"] = "mx.fernhill.example; dmarc=pass header.from=acme.example"
    post(plain)
    assert Case.objects.count() == 2
    assert said_in(stays)[-2:] == ["A blue one", "Really blue"]
    assert (fresh(stays).status, fresh(stays).unanswered_count, fresh(other).due_at) == ("open", 2, None)

    # Nobody reads what another customer wrote; he reads what he was sent in copy.
    assert read_by(dana, stays) == ["Checkout hangs.", "We look at it"]
    assert read_by(tom, other) == ["Cannot pay.", "Which card?", "We look at it", "A blue one", "Really blue"]

    # What was addressed to the merged one is its own again, and is our turn.
    undo_merge(fresh(other), by=alice.actor)
    assert said_in(other) == ["Cannot pay.", "Which card?", "A blue one", "Really blue"]
    assert said_in(stays) == ["Checkout hangs.", "We look at it"]
    assert (fresh(other).status, fresh(other).unanswered_count) == ("open", 2)


def test_whoever_came_into_copy_by_a_merge_writes_to_us_not_to_its_customer(
    dana: Contact, tom: Contact, care: Team, alice: User
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", tom, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    post(write_mail("Tom Berg <tom@acme.example>", "Re: Checkout hangs", "My card is 4711", to=reply_address(stays.id)))
    assert "My card is 4711" in said_in(stays)
    assert "My card is 4711" not in read_by(dana, stays)
    undo_merge(fresh(other), by=alice.actor)
    assert "My card is 4711" in said_in(stays)
    assert "My card is 4711" not in read_by(dana, stays)


def test_the_customer_of_both_reads_both_in_the_survivor(dana: Contact, care: Team, alice: User) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    assert read_by(dana, stays) == ["Checkout hangs.", "Cannot pay."]


def test_cases_of_different_customers_need_a_yes_and_a_reason(
    dana: Contact, eve: Contact, care: Team, alice: User
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", eve, care, alice)
    for given in ({}, {"why": "Same card machine"}, {"across_customers": True}):
        with pytest.raises(Invalid):
            merge_cases([other], into=stays, by=alice.actor, **given)
    assert fresh(other).merged_into_id is None
    merge_cases([other], into=stays, by=alice.actor, why="Same card machine", across_customers=True)
    reply_to_case(fresh(stays), by=alice.actor, body="Dear Dana", send_now=True)
    assert not Participant.objects.filter(case=stays).exists()
    assert read_by(eve, other) == ["Cannot pay."]
    assert read_by(dana, stays) == ["Checkout hangs.", "Dear Dana"]


def test_there_are_no_chains_and_each_undo_gives_back_its_own(dana: Contact, care: Team, alice: User) -> None:
    first, second, third, fourth = (opened(title, dana, care, alice) for title in ("One", "Two", "Three", "Four"))
    merge_cases([first], into=second, by=alice.actor)
    # Into one that was merged: it goes to its survivor, as does what was merged into it.
    merge_cases([second], into=third, by=alice.actor)
    merge_cases([fourth], into=fresh(first), by=alice.actor)
    assert {fresh(case).merged_into_id for case in (first, second, fourth)} == {third.id}
    assert merge_cases([fresh(first)], into=fresh(second), by=alice.actor) == third
    undo_merge(fresh(second), by=alice.actor)
    assert fresh(first).merged_into_id == second.id
    assert (fresh(second).merged_into_id, fresh(fourth).merged_into_id) == (None, third.id)
    undo_merge(fresh(first), by=alice.actor)
    assert [said_in(case) for case in (first, second)] == [["One."], ["Two."]]
    assert said_in(third) == ["Three.", "Four."]


def test_the_clocks_of_a_merged_case_stop(
    dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    solve_case(other, by=alice.actor)
    move_clock.forward(days=1)
    merge_cases([other], into=stays, by=alice.actor)
    move_clock.forward(days=6)
    assert len(relay.to("dana@acme.example")) == 1
    undo_merge(fresh(other), by=alice.actor)
    move_clock.forward(hours=23)
    assert len(relay.to("dana@acme.example")) == 1
    move_clock.forward(hours=2)
    assert len(relay.to("dana@acme.example")) == 2
    move_clock.forward(days=6)
    assert (fresh(other).status, fresh(other).close_reason) == ("closed", "no_answer")


def test_what_is_owed_in_a_merged_case_is_owed_in_the_survivor(dana: Contact, care: Team, alice: User) -> None:
    from andon.cases.actions.meet_obligation import meet_obligation

    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    (owed,) = owe([ObligationIn(case=other, kind="tell", source=Subject("incident", new_id()))], by=NOBODY)
    merge_cases([other], into=stays, by=alice.actor)
    assert list(obligations_of(stays)) == [owed]
    assert fresh(stays).owed_count == 1
    meet_obligation(owed, by=alice.actor)
    assert (fresh(stays).owed_count, fresh(other).owed_count) == (0, 0)


def test_a_closed_case_takes_no_open_one_in(dana: Contact, care: Team, alice: User) -> None:
    from andon.cases.actions.close_case import close_case

    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    close_case(stays, by=alice.actor, reason="withdrawn")
    with pytest.raises(Conflict):
        merge_cases([other], into=stays, by=alice.actor)
    assert merge_cases([fresh(stays)], into=other, by=alice.actor) == other


def test_nothing_is_done_to_a_case_that_was_merged_meanwhile(dana: Contact, care: Team, alice: User, bob: User) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    for act in (
        lambda: reply_to_case(other, by=alice.actor, body="x"),
        lambda: solve_case(other, by=alice.actor),
        lambda: hand_over_cases([other], by=alice.actor, reason="x", to_user=bob),
    ):
        with pytest.raises(Conflict, match=f"merged into {stays.ref}"):
            act()


def test_she_writes_to_the_merged_one_after_the_survivor_was_closed(
    dana: Contact, tom: Contact, care: Team, alice: User
) -> None:
    """His follow-up is his, not that of the survivor's customer."""
    from andon.cases.actions.close_case import close_case

    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", tom, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    close_case(fresh(stays), by=alice.actor, reason="withdrawn")
    follow_up = receive_customer_message(fresh(other), by=tom.actor, body="Again", channel="portal")
    assert (follow_up.contact, follow_up.follow_up_of, follow_up.owner) == (tom, stays, alice)
    assert read_by(tom, follow_up) == ["Again"]


@pytest.mark.django_db(transaction=True)
def test_merged_twice_at_once(dana: Contact, care: Team, alice: User) -> None:
    """One into the other and the other into the one, while she writes to both: one survivor, no chain, no loss."""
    one, other, third = (opened(title, dana, care, alice) for title in ("One", "Two", "Three"))
    failed: list[Exception] = []

    def run(act: Callable[[], object]) -> Callable[[], None]:
        def body() -> None:
            try:
                act()
            except Exception as error:  # noqa: BLE001  said by the test
                failed.append(error)
            finally:
                connection.close()

        return body

    def write(case: Case) -> object:
        return receive_customer_message(case, by=dana.actor, body="Hello", channel="portal")

    acts: list[Callable[[], object]] = [
        lambda: merge_cases([one], into=other, by=alice.actor),
        lambda: merge_cases([other], into=one, by=alice.actor),
        lambda: merge_cases([third], into=one, by=alice.actor),
        *[lambda case=case: write(case) for case in (one, other, third, one, other, third)],  # type: ignore[misc]
    ]
    threads = [threading.Thread(target=run(act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    merged = dict(Case.objects.values_list("id", "merged_into_id"))
    (survivor,) = [id for id, into in merged.items() if into is None]
    assert {into for into in merged.values() if into} == {survivor}
    assert len(said_in(Case.objects.get(id=survivor))) == 9


def test_the_window_is_a_setting(dana: Contact, care: Team, alice: User, mei: User, move_clock: MoveClock) -> None:
    from andon.cases.actions.change_policy import change_policy

    kept = {"reminder_days": [2], "auto_close_days": 7, "default_team": None}
    change_policy(**kept, merge_undo_days=30, by=mei.actor)
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    merge_cases([other], into=stays, by=alice.actor)
    move_clock.to(fresh(other).merged_at + timedelta(days=29))
    assert undo_merge(fresh(other), by=alice.actor).merged_into_id is None


def test_whom_a_note_calls_is_told_and_sees_the_survivor(
    dana: Contact, care: Team, alice: User, charlie: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    stays, other = opened("Checkout hangs", dana, care, alice), opened("Cannot pay", dana, care, alice)
    note_on_case(other, by=alice.actor, body="@Charlie what was billed?")
    move_clock.forward(seconds=1)
    merge_cases([other], into=stays, by=alice.actor)
    # Called in by the merged one, he takes part in the survivor; and is called there again.
    assert list(Case.objects.workable_by(access(charlie))) == [stays]
    note_on_case(fresh(stays), by=alice.actor, body="@Charlie Stone and now?")
    # One who still had the merged one open writes into its thread, which the survivor shows.
    note_on_case(fresh(other), by=alice.actor, body="@Charlie here, too")
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    told = [mail["Subject"] for mail in relay.to("charlie@fernhill.example")]
    assert told == [f"You are called in {ref}" for ref in (other.ref, stays.ref, other.ref)]
    assert said_in(stays)[-2:] == ["@Charlie Stone and now?", "@Charlie here, too"]


def test_her_proof_for_the_merged_one_counts_for_the_survivor_that_is_hers(
    dana: Contact, tom: Contact, care: Team, alice: User
) -> None:
    from andon.cases.actions.confirm_reporter import confirm_reporter

    stays, other = opened("One", dana, care, verified=False), opened("Two", dana, care, verified=False)
    his = opened("Three", tom, care, verified=False)
    merge_cases([other, his], into=stays, by=alice.actor)
    confirm_reporter(fresh(his), by=tom.actor)
    assert (fresh(his).verified, fresh(stays).verified) == (True, False)
    confirm_reporter(fresh(other), by=dana.actor)
    assert (fresh(other).verified, fresh(stays).verified) == (True, True)

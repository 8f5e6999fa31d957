"""One act on many cases: tried, done, taken back; each case by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.cast import NOBODY, access, contact
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.close_case import close_case
from andon.cases.actions.prepare_bulk import prepare_bulk
from andon.cases.actions.run_bulk import run_bulk
from andon.cases.actions.tag_case import tag_case
from andon.cases.actions.undo_bulk import undo_bulk
from andon.cases.models import BulkRun, Case
from andon.cases.rules.bulk import PLACEHOLDERS, check_text, filled
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Invalid
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

from .conftest import make_case
from .types import complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice: User, bob: User, care: Team, dana: Contact, move_clock: MoveClock) -> list[Case]:
    """Alice's of Dana, Bob's of Eve, and one in the queue of nobody known."""
    eve = contact("Eve Novak", "eve@other.example")
    queued = make_case(title="third", team=care)
    Case.objects.filter(id=queued.id).update(owner=None)
    return [
        make_case(title="first", contact=dana, team=care, owner=alice),
        make_case(title="second", contact=eve, team=care, owner=bob),
        queued,
    ]


def prepared(user: User, cases: list[Case], act: str, **given: Any) -> BulkRun:
    return prepare_bulk(cases, act=act, given=given, by=access(user))


def states(run: BulkRun) -> list[str]:
    return [item.state for item in run.items.all()]


def facts() -> int:
    return RecordedFact.objects.filter(subject_kind="case").count()


def test_tried_without_effect_then_done_then_taken_back(three: list[Case], alice: User) -> None:
    tag_case(three[0], by=alice.actor, add=["vat"])
    before = facts()
    run = prepared(alice, three, "tag_case", add=["vat"], remove=["old"])
    assert (run.state, states(run), facts()) == ("checked", ["unchanged", "ready", "ready"], before)
    run = run_bulk(run)
    assert (run.state, states(run), facts()) == ("done", ["unchanged", "done", "done"], before + 2)
    assert run_bulk(run).state == "done"
    assert all(case.tags == ["vat"] for case in Case.objects.all())
    run = undo_bulk(undo_bulk(run))
    assert (run.state, states(run)) == ("undone", ["unchanged", "undone", "undone"])
    assert [case.tags for case in Case.objects.order_by("title")] == [["vat"], [], []]


def test_what_each_customer_would_get(three: list[Case], alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    run = prepared(alice, three, "reply_to_case", body="Dear {contact name}, about {case}: it works.")
    first, second, third = run.items.all()
    assert first.shown == f"Dear Dana Whitfield, about {three[0].ref}: it works."
    assert second.shown.startswith("Dear Eve Novak")
    assert (third.state, third.why) == ("refused", "Nothing stands for {contact name} here.")
    move_clock.forward(minutes=1)
    assert relay.mails == []
    run_bulk(run)
    move_clock.forward(seconds=11)
    assert "Dear Dana Whitfield" in relay.to("dana@acme.example")[0].get_content()
    assert "Dear Eve Novak" in relay.to("eve@other.example")[0].get_content()
    with pytest.raises(Conflict):
        undo_bulk(BulkRun.objects.get())


def test_answers_are_taken_back_before_they_leave(
    three: list[Case], alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    run = run_bulk(prepared(alice, three[:2], "reply_to_case", body="It works."))
    assert undo_bulk(run).state == "undone"
    move_clock.forward(minutes=1)
    assert relay.mails == []
    assert {case.status for case in Case.objects.all()} == {"new"}


def test_taken_back_while_the_clock_runs(alice: User, care: Team, dana: Contact) -> None:
    case = make_case(contact=dana, team=care, owner=alice)
    undo_bulk(run_bulk(prepared(alice, [case], "reply_to_case", body="It works.")))
    case.refresh_from_db()
    assert (case.status, case.due_reason, case.last_reply_at) == ("new", "new", None)


def test_each_is_refused_by_itself(three: list[Case], alice: User, bob: User) -> None:
    close_case(three[1], by=bob.actor, reason="withdrawn")
    run = prepared(alice, three, "assign_cases", to_user=alice.email)
    assert states(run) == ["unchanged", "refused", "ready"]
    assert "Hand it over with a reason" in run.items.all()[1].why
    run = undo_bulk(run_bulk(run))
    three[2].refresh_from_db()
    assert (three[2].owner, three[2].hand_over_count) == (None, 1)
    waits = prepared(alice, three, "wait_for", who="the carrier")
    assert states(waits) == ["ready", "refused", "ready"]
    again = run_bulk(prepared(alice, three[:1], "wait_for", who="the bank"))
    assert states(again) == ["done"]
    assert states(run_bulk(prepared(alice, three[:1], "wait_for", who="the post"))) == ["done"]


def test_what_happened_since_is_not_undone(three: list[Case], alice: User, bob: User) -> None:
    complaint(is_default=True)
    run = run_bulk(prepared(alice, three, "set_case_fields", case_type="complaint", fields={"wrong": "late"}))
    assert states(run) == ["done"] * 3
    Case.objects.filter(id=three[0].id).update(fields={"wrong": "other"})
    run = undo_bulk(run)
    assert states(run)[0] == "failed"
    assert "Somebody changed it since" in run.items.all()[0].why
    handed = run_bulk(prepared(alice, three[:2], "hand_over_cases", to_user=bob.email, reason="My shift ends"))
    assert states(handed) == ["done", "unchanged"]
    assert states(undo_bulk(handed)) == ["undone", "unchanged"]
    three[0].refresh_from_db()
    assert three[0].owner == alice


@pytest.mark.parametrize(
    ("act", "given", "state"),
    [
        ("note_on_case", {"body": "See {case}"}, "done"),
        ("solve_case", {}, "done"),
        ("solve_case", {"body": "It works, {first name}."}, "done"),
        ("close_case", {"reason": "withdrawn"}, "done"),
        ("mark_spam", {}, "done"),
    ],
)
def test_every_act(three: list[Case], alice: User, relay: Any, act: str, given: dict[str, Any], state: str) -> None:
    run = run_bulk(prepared(alice, three[:2], act, **given))
    assert states(run) == [state] * 2
    assert {
        fact.actor_id for fact in RecordedFact.objects.filter(subject_id=three[0].id).order_by("-at", "-id")[:1]
    } == {str(alice.id)}


def test_more_than_a_hundred_go_part_by_part(
    alice: User, care: Team, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    cases = [make_case(title=str(n), team=care, owner=alice) for n in range(120)]
    run = prepared(alice, cases, "tag_case", add=["vat"])
    assert (run.state, set(states(run))) == ("checking", {"waiting"})
    run_due_work()
    run.refresh_from_db()
    assert (run.state, set(states(run))) == ("checked", {"ready"})
    assert run_bulk(run).state == "running"
    run_due_work()
    run.refresh_from_db()
    assert (run.state, set(states(run))) == ("done", {"done"})
    parts = RecordedFact.objects.filter(kind="cases.BulkProgressed", subject_id=run.id)
    assert [fact.stored["count"] for fact in parts.order_by("at", "id")] == [50, 50, 20] * 2


def test_who_lost_her_rights_does_nothing(three: list[Case], alice: User) -> None:
    run = prepared(alice, three, "tag_case", add=["vat"])
    alice.memberships.all().delete()
    assert set(states(run_bulk(run))) == {"failed"}
    assert not Case.objects.filter(tags__contains=["vat"]).exists()


@pytest.mark.parametrize(
    ("field", "act", "given"),
    [
        ("act", "delete_everything", {}),
        ("add", "tag_case", {}),
        ("to_user", "assign_cases", {}),
        ("to_user", "assign_cases", {"to_user": "gone@x.example"}),
        ("to_user", "hand_over_cases", {"reason": "x"}),
        ("reason", "hand_over_cases", {"to_team": "care"}),
        ("fields", "set_case_fields", {}),
        ("case_type", "set_case_fields", {"case_type": "none"}),
        ("who", "wait_for", {}),
        ("body", "reply_to_case", {}),
        ("body", "reply_to_case", {"body": "Dear {self.password}"}),
        ("body", "reply_to_case", {"body": ["x"]}),
        ("body", "note_on_case", {"body": "a\0b"}),
        ("reason", "close_case", {"reason": "bored"}),
        ("note", "close_case", {"reason": "duplicate"}),
    ],
)
def test_what_is_wrong_for_all_is_said_at_once(
    three: list[Case], alice: User, field: str, act: str, given: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as no:
        prepared(alice, three, act, **given)
    assert set(no.value.faults) == {field}
    assert not BulkRun.objects.exists()


def test_nothing_of_an_erased_person_stays(three: list[Case], alice: User, dana: Contact) -> None:
    run = run_bulk(prepared(alice, three[:1], "reply_to_case", body="Dear {contact name}"))
    erase_contact(dana, by=NOBODY)
    assert run.items.get().shown == ""
    assert states(undo_bulk(run)) == ["failed"]


@drawn(st.lists(st.sampled_from([*PLACEHOLDERS, "x"]) | st.text("ab {}", max_size=3)), st.text("{}abc", min_size=1))
def test_what_stands_around_a_placeholder_stays(parts: list[str], value: str) -> None:
    text = "".join(f"{{{part}}}" if part in PLACEHOLDERS else part.replace("{", "").replace("}", "") for part in parts)
    wanted = "".join(value if part in PLACEHOLDERS else part.replace("{", "").replace("}", "") for part in parts)
    check_text(text)
    assert filled(text, dict.fromkeys(PLACEHOLDERS, value)) == wanted


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    assert filled("{Contact Name}!", {"contact name": "{owner} <b>", "owner": "Alice"}) == "{owner} <b>!"

"""Promises of time: opening hours, holidays and the night of the clocks; what satisfies them, and who is called in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock

from andon.cases.actions.close_case import close_case
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.set_priority import set_priority
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.actions.wait_for import wait_for
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.paging.models import Escalation, Policy
from andon.people.models import Team, User
from andon.targets.actions.put_calendar import CalendarIn, put_calendar
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.models import BusinessCalendar, Clock
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {"zone": "Europe/Berlin", "week": {day: [["09:00", "17:00"]] for day in WORKDAYS}}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def office(content: dict[str, Any] = OFFICE, **more: Any) -> BusinessCalendar:
    return put_calendar(CalendarIn(slug="office", name="Office", content=content, is_default=True, **more), by=NOBODY)


def promise(slug: str = "all", **more: Any) -> Any:
    targets = {"first_reply": {"*": 240, "urgent": 60}, "next_reply": {"*": 240}, "resolution": {"*": 960}}
    return put_target_policy(TargetPolicyIn(**{"slug": slug, "name": slug, "targets": targets} | more), by=NOBODY)


def opened(dana: Contact, care: Team, owner: User | None = None, **more: Any) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=owner, receipt=False, **more)
    return open_case(given, by=NOBODY)


def clock_of(case: Case, kind: str = "first_reply", number: int = 1) -> Clock:
    return Clock.objects.get(subject_id=case.id, kind=kind, number=number)


def due(case: Case) -> datetime | None:
    return Case.objects.get(id=case.id).due_at


def missed(case: Case) -> list[str]:
    found = RecordedFact.objects.filter(kind="targets.TargetMissed", subject_id=case.id)
    return [fact.body.kind for fact in found]


def test_near_a_breach_on_a_holiday_the_owner_is_told_once_and_in_time(
    dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    """25 and 26 December are holidays there: Thursday's and Friday's hours do not count, nor does the weekend."""
    office(country="DE")
    promise(rungs=[{"kind": "first_reply", "at": "30m", "tell": "owner"}])
    move_clock.to(at("2025-12-24T14:30"))
    case = opened(dana, care, alice)
    assert due(case) == at("2025-12-29T10:30")
    move_clock.forward(hours=100)
    assert relay.to(alice.email) == []
    move_clock.to(at("2025-12-29T09:59"))
    move_clock.forward()
    assert relay.to(alice.email) == []
    move_clock.forward(minutes=1)
    move_clock.forward(minutes=5)
    (mail,) = relay.to(alice.email)
    assert f"{case.ref}: First reply due" in mail["Subject"]
    move_clock.forward(minutes=1)
    assert len(relay.to(alice.email)) == 1
    assert missed(case) == []
    move_clock.forward(minutes=30)
    assert missed(case) == ["first_reply"]


def test_the_night_of_the_clocks(dana: Contact, care: Team, move_clock: MoveClock) -> None:
    """Open from 22:00 to 06:00: in the night of 29 March 2026 the hour from two to three is left out."""
    nights = {"zone": "Europe/Berlin", "week": {day: [["22:00", "06:00"]] for day in (*WORKDAYS, "sat", "sun")}}
    office(nights)
    promise()
    move_clock.to(at("2026-03-28T21:00"))
    assert due(opened(dana, care)) == at("2026-03-29T01:00")
    move_clock.to(at("2026-03-29T00:30"))
    # Half an hour until three, three more until six, and the rest on the next evening.
    assert due(opened(dana, care)) == at("2026-03-29T20:30")


def test_a_reply_satisfies_it_and_she_asks_again(
    dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    office()
    promise()
    move_clock.to(at("2026-11-17T09:00"))
    case = opened(dana, care, alice)
    assert due(case) == at("2026-11-17T13:00")
    move_clock.forward(hours=1)
    reply_to_case(case, by=alice.actor, body="Try again", send_now=True)
    first = clock_of(case)
    assert (first.state, first.ended_at, first.missed_at) == ("met", at("2026-11-17T10:00"), None)
    assert due(case) is None
    paused = clock_of(case, "resolution")
    assert (paused.state, paused.due_at, paused.left_seconds) == ("paused", None, 15 * 3600)
    move_clock.to(at("2026-11-18T09:00"))
    receive_customer_message(case, by=dana.actor, body="No", channel="email")
    assert due(case) == at("2026-11-18T13:00")
    receive_customer_message(case, by=dana.actor, body="Hello?", channel="email")
    assert (clock_of(case, "next_reply").due_at, Clock.objects.filter(kind="next_reply").count()) == (due(case), 1)


def test_paused_although_she_has_answered_is_counted(
    dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    promise()
    case = opened(dana, care, alice)
    reply_to_case(case, by=alice.actor, body="Which order?", send_now=True)
    move_clock.forward(hours=1)
    receive_customer_message(case, by=dana.actor, body="A-77", channel="email")
    move_clock.forward(minutes=10)
    wait_for(case, who="customer", by=alice.actor)
    move_clock.forward(minutes=50)
    reply_to_case(case, by=alice.actor, body="Sent", send_now=True)
    assert clock_of(case, "resolution").idle_seconds == 50 * 60
    assert clock_of(case, "next_reply").idle_seconds == 50 * 60
    assert clock_of(case).idle_seconds == 0


def test_a_rung_pages_by_its_policy_once_and_the_clock_that_stopped_pages_nobody(
    dana: Contact, care: Team, alice: User, on_call: Policy, relay: MailRelay, move_clock: MoveClock
) -> None:
    promise(rungs=[{"kind": "first_reply", "at": "75%", "policy": "checkout"}])
    case, other = opened(dana, care, alice), opened(dana, care, alice)
    reply_to_case(other, by=alice.actor, body="Here", send_now=True)
    move_clock.forward(hours=2, minutes=59)
    assert not Escalation.objects.exists()
    move_clock.forward(minutes=1)
    assert Escalation.objects.get().subject == case.subject
    assert len(relay.to("omar@fernhill.example")) == 1
    move_clock.forward(minutes=1)
    assert Escalation.objects.count() == 1
    reached = RecordedFact.objects.filter(kind="targets.TargetRungReached")
    assert [(fact.subject, fact.body.then, fact.seen_by) for fact in reached] == [(case.subject, "paged", "agents")]


def test_more_urgent_from_the_start_and_what_was_missed_stays_missed(
    dana: Contact, care: Team, alice: User, move_clock: MoveClock
) -> None:
    promise()
    case = opened(dana, care, alice)
    begun = clock_of(case).began_at
    move_clock.forward(minutes=90)
    set_priority(case, priority="urgent", by=alice.actor)
    late = clock_of(case)
    assert (late.due_at, late.missed_at) == (begun + timedelta(hours=1), begun + timedelta(hours=1))
    assert missed(case) == ["first_reply"]
    set_priority(case, priority="normal", by=alice.actor)
    kept = clock_of(case)
    assert (kept.due_at, kept.missed_at) == (begun + timedelta(hours=4), begun + timedelta(hours=1))
    assert kept.missed["target_seconds"] == 3600
    assert missed(case) == ["first_reply"]


def test_merged_has_no_clock_and_has_it_again(
    dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    promise()
    first, second = opened(dana, care, alice), opened(dana, care, alice)
    before = due(second)
    reply_to_case(first, by=alice.actor, body="Here", send_now=True)
    move_clock.forward(minutes=30)
    merge_cases([second], into=first, by=alice.actor)
    assert (due(second), due(first)) == (None, before)
    assert {one.state for one in Clock.objects.filter(subject_id=second.id)} == {"dropped"}
    move_clock.forward(hours=10)
    assert missed(second) == []
    undo_merge(second, by=alice.actor)
    assert (due(second), due(first)) == (before, None)


def test_closed_is_never_late(dana: Contact, care: Team, alice: User, move_clock: MoveClock) -> None:
    promise()
    case = opened(dana, care, alice)
    close_case(case, by=alice.actor, reason="withdrawn")
    move_clock.forward(days=9)
    assert missed(case) == []
    assert clock_of(case, "resolution").state == "met"


def test_nothing_of_a_ladder_reaches_a_customer(
    dana: Contact, care: Team, alice: User, mei: User, on_call: Policy, relay: MailRelay, move_clock: MoveClock
) -> None:
    """Whatever a ladder does goes to who works here: no mail, message or fact that a customer may read."""
    told = [{"kind": "first_reply", "at": f"{at}%", "tell": who} for at, who in ((50, "owner"), (75, "lead"))]
    promise(rungs=[*told, {"kind": "first_reply", "at": "90%", "policy": "checkout"}])
    case = opened(dana, care, alice)
    before = Message.objects.count()
    move_clock.forward(hours=5)
    move_clock.forward(minutes=5)
    assert relay.to("dana@acme.example") == []
    assert {one.recipient_kind for one in Delivery.objects.all()} == {"user"}
    assert (len(relay.to(alice.email)), len(relay.to(mei.email))) == (1, 1)
    assert Message.objects.count() == before
    facts = RecordedFact.objects.filter(kind__startswith="targets.")
    assert {fact.seen_by for fact in facts.filter(subject_id=case.id)} == {"agents"}
    assert missed(case) == ["first_reply"]


def test_new_hours_judge_running_clocks_again_or_leave_them(
    dana: Contact, care: Team, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    from andon.targets.actions.change_target_settings import change_target_settings

    office()
    promise()
    move_clock.to(at("2026-11-17T15:00"))
    case = opened(dana, care)
    assert due(case) == at("2026-11-18T11:00")
    longer = {"zone": "Europe/Berlin", "week": {day: [["09:00", "20:00"]] for day in WORKDAYS}}
    office(longer)
    run_due_work()
    assert due(case) == clock_of(case).due_at == at("2026-11-17T19:00")
    change_target_settings(when_calendar_changes="freeze", by=NOBODY)
    office()
    run_due_work()
    assert due(case) == at("2026-11-17T19:00")
    set_priority(case, priority="urgent", by=NOBODY)
    assert due(case) == at("2026-11-17T16:00")
    assert due(opened(dana, care)) == at("2026-11-18T11:00")

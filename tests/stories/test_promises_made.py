"""What an agent promises in her own words has a clock, is kept by her next answer, and counts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.close_case import close_case
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.notifications.models import Notice
from andon.people.models import Team, User
from andon.promises.actions.make_promises import make_promises
from andon.promises.auditing import orphaned_promises
from andon.promises.models import Promise
from andon.promises.promise_in import PromiseIn
from andon.timeline.models import RecordedFact
from andon.work.models import DueWork
from tests.cast import NOBODY
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
SAID = "I am on it, Dana. I'll get back to you by 3 pm."


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


@pytest.fixture
def case(dana: Contact, care: Team, alice: User, relay: MailRelay, move_clock: MoveClock) -> Case:
    dana.time_zone = "Europe/Athens"
    dana.save()
    return opened(dana, care, alice)


def opened(dana: Contact, care: Team, owner: User) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=owner, receipt=False)
    return open_case(given, by=NOBODY)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def write(user: User, case: Case, body: str = SAID, **more: Any) -> Any:
    url = reverse("cases:write", args=[case.ref])
    return browser_of(user).post(url, {"seen_by": "customer", "body": body, **more})


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def facts_of(case: Case) -> list[str]:
    found = RecordedFact.objects.filter(subject_id=case.id, kind__startswith="promises.").order_by("at", "id")
    return [fact.kind.removeprefix("promises.Promise") for fact in found]


def test_said_typed_promised_reminded_and_kept(case: Case, alice: User, move_clock: MoveClock) -> None:
    """3 pm in Athens is 13:00 UTC."""
    assert write(alice, case).status_code == 302
    promise = Promise.objects.get()
    assert (promise.due_at, promise.zone, promise.made_by) == (at("17T13:00"), "Europe/Athens", alice)
    assert promise.message is not None
    assert promise.message.body[promise.start : promise.end] == "I'll get back to you by 3 pm"
    assert (fresh(case).due_at, fresh(case).due_reason) == (at("17T13:00"), "promised")
    shown = browser_of(alice).get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Promised in words" in shown
    assert "for the customer 15:00" in shown
    move_clock.to(at("17T12:29"))
    move_clock.forward()
    assert not Notice.objects.filter(kind="promises.due").exists()
    move_clock.forward(minutes=1)
    assert Notice.objects.get(kind="promises.due").user == alice
    write(alice, case, "It was the cache.")
    move_clock.forward(seconds=30)
    promise.refresh_from_db()
    assert (promise.state, promise.answered_by) == ("kept", Message.objects.get(body="It was the cache."))
    assert (fresh(case).due_at, fresh(case).promised_at) == (None, None)
    move_clock.forward(hours=2)
    assert facts_of(case) == ["Made", "RungReached", "Kept"]


def test_broken_told_to_the_lead_and_made_up_for(case: Case, alice: User, mei: User, move_clock: MoveClock) -> None:
    write(alice, case)
    move_clock.to(at("17T13:00"))
    move_clock.forward()
    assert Promise.objects.get().state == "broken"
    assert not Notice.objects.filter(kind="promises.due", user=mei).exists()
    move_clock.forward(minutes=11)
    assert Notice.objects.filter(kind="promises.due", user=mei).exists()
    assert fresh(case).due_at == at("17T13:00")
    write(alice, case, "Sorry for the wait.")
    move_clock.forward(seconds=30)
    promise = Promise.objects.get()
    assert promise.state == "broken"
    assert promise.answered_at is not None
    assert fresh(case).due_at is None
    assert facts_of(case) == ["Made", "Broken", "RungReached", "RungReached", "Kept"]


def test_undoing_the_answer_undoes_the_promise_and_what_it_kept(
    case: Case, alice: User, move_clock: MoveClock, dana: Contact
) -> None:
    write(alice, case)
    move_clock.forward(minutes=1)
    first = Promise.objects.get()
    write(alice, case, "Still looking. I'll write again tomorrow at 10.")
    move_clock.forward(seconds=1)
    first.refresh_from_db()
    assert first.state == "kept"
    second = Message.objects.get(body__startswith="Still")
    browser_of(alice).post(reverse("cases:withdraw_reply", args=[case.ref, second.id]))
    move_clock.forward(seconds=1)
    first.refresh_from_db()
    assert first.state == "open"
    assert Promise.objects.get(message=second).state == "withdrawn"
    assert fresh(case).promised_at == first.due_at
    assert "Withdrawn" in facts_of(case)


def test_what_is_no_promise_and_another_time(case: Case, alice: User) -> None:
    url = reverse("promises:recognise_promises", args=[case.ref])
    browser = browser_of(alice)
    shown = browser.post(url, {"seen_by": "customer", "body": SAID}).content.decode()
    (key,) = [
        one.seen.key for one, _at, _there in browser.post(url, {"seen_by": "customer", "body": SAID}).context["rows"]
    ]
    assert "checked" in shown
    assert "for the customer 15:00" in shown
    unchecked = browser.post(url, {"seen_by": "customer", "body": SAID, "promise": key}).content.decode()
    assert "checked" not in unchecked
    assert "notice" not in browser.post(url, {"seen_by": "agents", "body": SAID}).content.decode()
    write(alice, case, promise=key)
    assert not Promise.objects.exists()
    kept = {"promise": key, "promise_keep": key}
    assert write(alice, case, **kept, **{f"promise_at_{key}": "soon"}).status_code == 422
    assert not Promise.objects.exists()
    write(alice, case, **kept, **{f"promise_at_{key}": "2026-11-17T14:30"})
    assert Promise.objects.get().due_at == at("17T14:30")


def test_moved_and_withdrawn_on_the_case(case: Case, alice: User, move_clock: MoveClock) -> None:
    write(alice, case)
    promise, browser = Promise.objects.get(), browser_of(alice)
    browser.post(reverse("promises:move_promise", args=[case.ref, promise.id]), {"due_at": "2026-11-17T16:00"})
    promise.refresh_from_db()
    assert (promise.due_at, promise.moved_count, fresh(case).due_at) == (at("17T16:00"), 1, at("17T16:00"))
    browser.post(reverse("promises:move_promise", args=[case.ref, promise.id]), {"due_at": "2020-01-01T16:00"})
    promise.refresh_from_db()
    assert promise.due_at == at("17T16:00")
    move_clock.to(at("17T13:30"))
    move_clock.forward()
    promise.refresh_from_db()
    assert promise.state == "open"
    browser.post(reverse("promises:withdraw_promise", args=[case.ref, promise.id]))
    promise.refresh_from_db()
    assert (promise.state, fresh(case).due_at) == ("withdrawn", None)


def test_closed_cases_owe_nothing(case: Case, alice: User, move_clock: MoveClock) -> None:
    write(alice, case)
    close_case(fresh(case), by=alice.actor, reason="withdrawn")
    assert fresh(case).due_at is None
    move_clock.forward(seconds=1)
    assert Promise.objects.get().state == "withdrawn"


def test_merged_cases_keep_theirs(
    case: Case, dana: Contact, care: Team, alice: User, bob: User, move_clock: MoveClock
) -> None:
    write(alice, case)
    into = opened(dana, care, bob)
    reply_to_case(into, by=bob.actor, body="Hello", send_now=True)
    move_clock.forward(seconds=1)
    merge_cases([fresh(case)], into=fresh(into), by=alice.actor, why="the same")
    move_clock.forward(seconds=1)
    assert (fresh(into).due_at, fresh(case).due_at) == (at("17T13:00"), None)
    assert "Promised in words" in browser_of(bob).get(reverse("cases:case", args=[into.ref])).content.decode()
    undo_merge(fresh(case), by=alice.actor)
    move_clock.forward(seconds=1)
    assert (fresh(into).promised_at, fresh(case).due_at) == (None, at("17T13:00"))
    merge_cases([fresh(case)], into=fresh(into), by=alice.actor, why="the same")
    move_clock.forward(seconds=1)
    reply_to_case(fresh(into), by=bob.actor, body="It was the cache.", send_now=True)
    move_clock.forward(seconds=1)
    assert Promise.objects.get().state == "kept"


def test_a_lost_wake_up_comes_again(case: Case, alice: User) -> None:
    write(alice, case)
    assert orphaned_promises() == []
    DueWork.objects.filter(key__startswith="promises:").delete()
    assert len(orphaned_promises()) == 1
    assert orphaned_promises() == []


def test_programs_and_strangers(case: Case, alice: User, charlie: User, omar: User, api: Callable[..., Caller]) -> None:
    body = {"body": SAID}
    (found,) = api(alice).post(f"/cases/{case.ref}/recognise_promises", body).json()
    assert found["due_at"] == "2026-11-17T13:00:00Z"
    (made,) = (
        api(alice).post(f"/cases/{case.ref}/make_promises", {"promises": [{"due_at": "2026-11-17T13:00:00Z"}]}).json()
    )
    assert [one["id"] for one in api(alice).get("/promises").json()["items"]] == [made["id"]]
    assert [one["id"] for one in api(alice).get(f"/cases/{case.ref}/promises").json()] == [made["id"]]
    assert api(charlie).get("/promises").json()["items"] == []
    assert api(charlie).post(f"/promises/{made['id']}/withdraw_promise", {}).status_code == 404
    assert api(charlie).post(f"/cases/{case.ref}/recognise_promises", body).status_code == 404
    late = api(alice).post(f"/cases/{case.ref}/make_promises", {"promises": [{"due_at": "2020-01-01T00:00:00Z"}]})
    assert late.status_code == 422
    moved = api(alice).post(f"/promises/{made['id']}/move_promise", {"due_at": "2026-11-17T15:00:00Z"}).json()
    assert (moved["due_at"], moved["moved_count"]) == ("2026-11-17T15:00:00Z", 1)
    assert api(alice).post(f"/promises/{made['id']}/withdraw_promise", {}).json()["state"] == "withdrawn"
    url = reverse("promises:recognise_promises", args=[case.ref])
    assert browser_of(charlie).post(url, {"seen_by": "customer", "body": SAID}).status_code == 404
    assert browser_of(omar).post(url, {"seen_by": "customer", "body": SAID}).status_code == 403
    assert browser_of(alice).get(url).status_code == 405


def test_the_same_words_are_promised_once(case: Case, alice: User) -> None:
    written = reply_to_case(case, by=alice.actor, body=SAID, send_now=True)
    item = PromiseIn(due_at=at("17T13:00"), message=written.message, start=19, end=47)
    assert len(make_promises(case, [item], by=alice.actor)) == 1
    assert make_promises(case, [item], by=alice.actor) == []

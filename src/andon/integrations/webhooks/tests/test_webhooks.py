"""What happens is told to those who asked for it, signed, once, in order, and comes after whatever breaks."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from standardwebhooks import Webhook, WebhookVerificationError
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.connections.actions.pause_connection import pause_connection
from andon.connections.actions.remove_connection import remove_connection
from andon.connections.actions.replace_connection_secret import replace_connection_secret
from andon.connections.actions.resume_connection import resume_connection
from andon.connections.models import OutgoingDelivery
from andon.integrations.webhooks.actions.replay_events import replay_events
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.timeline.models import Following
from andon.work.engine.inline import run_due_work
from andon.work.models import DueWork

from .told import Subscribe, close, closed, tell, types

# What the timeline's followers see is what was committed.
pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_is_told_and_the_library_of_the_standard_verifies_it(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User
) -> None:
    _endpoint, secret = subscribe()
    close(case, alice)
    tell()
    got = closed(receiver)
    body = Webhook(secret).verify(got.body, got.headers)
    assert (body["type"], set(body)) == ("cases.case_closed", {"type", "timestamp", "data"})
    data = body["data"]
    assert data["subject"] == {"kind": "case", "id": str(case.id)}
    assert data["actor"] == {"kind": "person", "id": str(alice.id)}
    assert data["fact"]["reason"] == "duplicate"
    assert "object" not in data
    assert got.headers["content-type"] == "application/json"
    assert body["timestamp"].endswith("Z")
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(got.body + b" ", got.headers)


def test_only_what_was_chosen_and_may_be_known(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User
) -> None:
    subscribe(rooms=[], types=["cases.case_closed"])
    subscribe(rooms=["people"], types=[])
    subscribe(rooms=["cases"], audiences=["engineering"])
    note_on_case(case, body="Call her", by=alice.actor)
    close(case, alice)
    tell()
    assert types(receiver) == ["cases.case_closed"]


def test_no_message_text_goes_along(subscribe: Subscribe, receiver: Receiver, case: Case, alice: User) -> None:
    subscribe()
    note_on_case(case, body="Secret words", by=alice.actor)
    tell()
    assert receiver.got
    assert all(b"Secret words" not in got.body and b"Checkout hangs" not in got.body for got in receiver.got)


def test_the_object_goes_along_where_it_is_chosen(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User
) -> None:
    subscribe(with_objects=True)
    close(case, alice)
    tell()
    shown = json.loads(closed(receiver).body)["data"]["object"]
    assert (shown["title"], shown["status"], shown["ref"]) == ("Checkout hangs", "closed", case.ref)


def test_as_cloudevents(subscribe: Subscribe, receiver: Receiver, case: Case, alice: User, settings: Any) -> None:
    _endpoint, secret = subscribe(format="cloudevents")
    close(case, alice)
    tell()
    got = closed(receiver)
    body = Webhook(secret).verify(got.body, got.headers)
    assert got.headers["content-type"] == "application/cloudevents+json"
    assert (body["specversion"], body["source"], body["id"]) == ("1.0", settings.BASE_URL, got.headers["webhook-id"])
    assert (body["type"], body["subject"]) == ("cases.case_closed", f"case/{case.id}")


def test_both_secrets_are_good_while_one_is_replaced(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User
) -> None:
    endpoint, old = subscribe()
    _same, new = replace_connection_secret(endpoint, field="signing", overlap_hours=24, by=NOBODY)
    close(case, alice)
    tell()
    got = closed(receiver)
    for secret in (old, new):
        Webhook(secret).verify(got.body, got.headers)
    replace_connection_secret(endpoint, field="signing", overlap_hours=0, by=NOBODY)
    replay_events(endpoint, since=clock.now() - timedelta(hours=1), whole=True, by=NOBODY)
    run_due_work()
    with pytest.raises(WebhookVerificationError):
        Webhook(new).verify(receiver.got[-1].body, receiver.got[-1].headers)


def test_what_fails_comes_again_under_the_same_id_in_the_order_of_its_subject(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User, care: Team, move_clock: Any
) -> None:
    subscribe()
    receiver.choose = lambda got: "500" if str(case.id).encode() in got.body else ""
    note_on_case(case, body="One", by=alice.actor)
    close(case, alice)
    other = open_case(CaseIn(title="Other", body="x", team=care, owner=alice, receipt=False), by=NOBODY)
    tell()
    first = types(receiver)
    assert first[0] != "cases.case_closed"
    assert "cases.case_closed" not in first
    assert any(str(other.id).encode() in got.body for got in receiver.got)
    receiver.choose = lambda _got: ""
    move_clock.forward(seconds=10)
    mine = [got for got in receiver.got if str(case.id).encode() in got.body]
    assert types(receiver)[-1] == "cases.case_closed"
    assert mine[0].headers["webhook-id"] == mine[1].headers["webhook-id"]
    assert mine[0].body == mine[1].body
    assert not OutgoingDelivery.objects.exclude(state="sent").exists()


@pytest.mark.parametrize("how", ["500", "429", "404", "redirect", "close", "accept with 2 MB"])
def test_a_receiver_that_misbehaves_for_a_while_misses_nothing(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User, move_clock: Any, how: str
) -> None:
    subscribe()
    receiver.behave = how
    receiver.headers = {"Retry-After": "60"} if how == "429" else {}
    for number in range(4):
        note_on_case(case, body=str(number), by=alice.actor)
    tell()
    for _minute in range(5):
        move_clock.forward(minutes=1)
    receiver.behave = "accept"
    for _minute in range(40):
        move_clock.forward(minutes=1)
    rows = OutgoingDelivery.objects.order_by("id")
    assert {row.state for row in rows} == {"sent"}
    accepted = list(dict.fromkeys(got.headers["webhook-id"] for got in receiver.got))
    assert accepted == [f"msg_{row.id.hex}" for row in rows]
    assert all("/elsewhere" not in got.path for got in receiver.got)


def test_who_says_gone_is_switched_off(subscribe: Subscribe, receiver: Receiver, case: Case, alice: User) -> None:
    endpoint, _secret = subscribe()
    receiver.behave = "410"
    close(case, alice)
    tell()
    endpoint.refresh_from_db()
    assert endpoint.paused_why == "refused"


def test_after_it_was_switched_off_all_since_a_time_is_sent(
    subscribe: Subscribe, receiver: Receiver, case: Case, alice: User
) -> None:
    endpoint, _secret = subscribe()
    began = clock.now()
    note_on_case(case, body="heard", by=alice.actor)
    tell()
    heard = len(receiver.got)
    pause_connection(endpoint, by=NOBODY)
    tell()
    close(case, alice)
    tell()
    resume_connection(endpoint, by=NOBODY)
    tell()
    assert "cases.case_closed" not in types(receiver)
    missed = replay_events(endpoint, since=began, by=NOBODY)
    run_due_work()
    assert "cases.case_closed" in types(receiver)[heard:]
    assert len(receiver.got) == heard + missed
    assert replay_events(endpoint, since=began, by=NOBODY) == 0
    OutgoingDelivery.objects.update(content={})
    assert replay_events(endpoint, since=began, whole=True, by=NOBODY) == heard + missed
    run_due_work()
    ids = [got.headers["webhook-id"] for got in receiver.got]
    assert ids[heard + missed :] == ids[: heard + missed]
    for since in (clock.now() + timedelta(hours=1), clock.now() - timedelta(days=40)):
        with pytest.raises(Invalid):
            replay_events(endpoint, since=since, by=NOBODY)


def test_nothing_is_planned_while_nobody_listens(subscribe: Subscribe, case: Case, alice: User) -> None:
    close(case, alice)
    run_due_work()
    assert not DueWork.objects.filter(task__in=("timeline.follow", "connections.send_out")).exists()
    endpoint, _secret = subscribe()
    assert DueWork.objects.filter(task="timeline.follow").exists()
    remove_connection(endpoint, by=NOBODY)
    run_due_work()
    assert not DueWork.objects.filter(task="timeline.follow").exists()
    assert not Following.objects.exists()


def test_what_is_undone_is_not_told(subscribe: Subscribe, receiver: Receiver, case: Case, alice: User) -> None:
    subscribe()
    with transaction.atomic():
        close(case, alice)
        transaction.set_rollback(True)
    tell()
    assert receiver.got == []

"""What a vendor tells arrives once, genuine, committed before it is answered, and is taken in its order."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.connections.actions.pause_connection import pause_connection
from andon.connections.actions.replace_connection_secret import replace_connection_secret
from andon.connections.actions.replay_incoming import replay_incoming
from andon.connections.actions.resume_connection import resume_connection
from andon.connections.due import forget_contents
from andon.connections.models import Connection, IncomingDelivery
from andon.connections.tests.vendor_of_tests import bench, outside
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.ids import new_id
from andon.timeline.models import RecordedFact
from andon.work.engine.inline import run_due_work as run_all
from andon.work.models import DueWork
from andon.work.sweeps import ensure_sweeps

Run = Callable[[], int]
SIGNING = "s1gn"


def signature(body: bytes, by: str = SIGNING) -> str:
    return "sha256=" + hmac.new(by.encode(), body, hashlib.sha256).hexdigest()


def tell(
    connection: Connection, told: Any, *, id: str = "", by: str = SIGNING, raw: bytes | None = None, **more: str
) -> Any:
    body = raw if raw is not None else json.dumps(told).encode()
    headers = {"X-Hub-Signature-256": signature(body, by), **({"X-GitHub-Delivery": id} if id else {}), **more}
    address = reverse("connections:incoming", args=[connection.vendor, connection.id])
    return Client(enforce_csrf_checks=True).post(address, body, content_type="application/json", headers=headers)


def test_a_delivery_is_kept_as_it_came_and_taken(connection: Connection, run_due_work: Run) -> None:
    body = b'{ "kind" : "note", "text": "\xc3\xa4" }'
    assert tell(connection, None, raw=body, id="d-1", **{"X-GitHub-Event": "push"}).status_code == 200
    kept = IncomingDelivery.objects.get()
    assert (kept.content, kept.delivery_id, kept.kind, kept.state) == (body, "d-1", "note", "waiting")
    assert kept.headers == {"x-github-event": "push"}
    run_due_work()
    assert bench.taken == [{"kind": "note", "text": "ä"}]
    kept.refresh_from_db()
    assert kept.state == "taken"
    connection.refresh_from_db()
    assert connection.last_in_at is not None


def test_the_same_delivery_again_is_taken_once(connection: Connection, run_due_work: Run) -> None:
    for _thrice in range(3):
        assert tell(connection, {"kind": "note"}, id="d-1").status_code == 200
    run_due_work()
    assert tell(connection, {"kind": "note"}, id="d-1").status_code == 200
    run_due_work()
    assert len(bench.taken) == 1
    assert IncomingDelivery.objects.get().repeats == 3


def test_without_an_id_the_bytes_are_the_name(connection: Connection, run_due_work: Run) -> None:
    for text in ("a", "a", "b"):
        tell(connection, {"text": text})
    for long in ("x" * 300, "x" * 301):
        tell(connection, {"text": long}, id=long)
    run_due_work()
    assert [told["text"][:1] for told in bench.taken] == ["a", "b", "x", "x"]


def test_who_does_not_know_the_secret_learns_nothing(connection: Connection) -> None:
    wrong = [
        tell(connection, {}, by="guess"),
        tell(Connection(id=new_id(), vendor="bench"), {}),
        tell(Connection(id=connection.id, vendor="none"), {}),
        Client().post(reverse("connections:incoming", args=["bench", connection.id]), b"{}", content_type="text/plain"),
    ]
    assert [answer.status_code for answer in wrong] == [401] * 4
    assert len({answer.content for answer in wrong}) == 1
    assert not IncomingDelivery.objects.exists()
    connection.refresh_from_db()
    assert connection.last_refused_at is not None


def test_what_cannot_be_read_is_said(connection: Connection) -> None:
    deep = b'{"a":' * 400 + b"1" + b"}" * 400
    for raw in (b"{", b"[]", b'{"a": "\\u0000"}', b'{"a": "\\ud800"}', b'{"a": NaN}', b"\xff"):
        assert tell(connection, None, raw=raw).status_code == 400, raw
    assert tell(connection, None, raw=b"x" * 2001).status_code == 413
    assert tell(connection, None, raw=deep).status_code == 413
    assert not IncomingDelivery.objects.exists()


def test_a_get_is_only_a_handshake(connection: Connection) -> None:
    address = reverse("connections:incoming", args=["bench", connection.id])
    assert Client().get(address, {"challenge": "c-1"}).content == b"c-1"
    signed = {"X-Hub-Signature-256": signature(b"")}
    assert Client().get(address, headers=signed).status_code == 405
    assert not IncomingDelivery.objects.exists()


def test_two_secrets_are_good_while_one_is_replaced(connection: Connection, move_clock: Any) -> None:
    replace_connection_secret(connection, field="signing", secret="new", overlap_hours=24, by=NOBODY)
    assert [tell(connection, {"n": n}, by=s).status_code for n, s in enumerate(("s1gn", "new"))] == [200, 200]
    move_clock.forward(hours=25)
    assert [tell(connection, {"n": n}, by=s).status_code for n, s in enumerate(("s1gn", "new"), 2)] == [401, 200]
    replace_connection_secret(connection, field="signing", secret="newer", overlap_hours=0, by=NOBODY)
    assert tell(connection, {"n": 9}, by="new").status_code == 401


def test_one_order_is_taken_as_it_came_and_poison_blocks_no_other(connection: Connection) -> None:
    for number in range(3):
        tell(connection, {"of": "a", "n": number})
    tell(connection, {"of": "b", "kind": "poison"})
    tell(connection, {"of": "b", "n": 10})
    tell(connection, {"of": "c", "kind": "dull"})
    run_all(raise_errors=False)
    assert [told["n"] for told in bench.taken] == [0, 1, 2]
    DueWork.objects.filter(task="connections.take_in").update(attempts=8, run_at=clock.now())
    run_all(raise_errors=False)
    assert [told["n"] for told in bench.taken] == [0, 1, 2, 10]
    ignored = IncomingDelivery.objects.get(state="ignored")
    assert ignored.why == "nothing to do"
    assert IncomingDelivery.objects.get(state="waiting").kind == "poison"


def test_a_paused_connection_keeps_what_comes(connection: Connection, run_due_work: Run) -> None:
    pause_connection(connection, by=NOBODY)
    for number in range(3):
        assert tell(connection, {"of": "a", "n": number}).status_code == 200
    run_due_work()
    assert bench.taken == []
    resume_connection(connection, by=NOBODY)
    run_due_work()
    assert [told["n"] for told in bench.taken] == [0, 1, 2]


def test_pausing_holds_what_was_planned_already(connection: Connection, run_due_work: Run) -> None:
    tell(connection, {"n": 1})
    pause_connection(connection, by=NOBODY)
    run_due_work()
    assert bench.taken == []
    resume_connection(connection, by=NOBODY)
    run_due_work()
    assert [told["n"] for told in bench.taken] == [1]


def test_a_delivery_is_replayed_by_hand(connection: Connection, run_due_work: Run) -> None:
    tell(connection, {"n": 1})
    run_due_work()
    kept = IncomingDelivery.objects.get()
    assert replay_incoming(connection, [kept.id, new_id()], by=NOBODY) == 1
    run_due_work()
    assert [told["n"] for told in bench.taken] == [1, 1]
    assert RecordedFact.objects.get(kind="connections.DeliveriesReplayed").body.count == 1


def test_contents_are_forgotten_and_ids_stay(connection: Connection, move_clock: Any, settings: Any) -> None:
    settings.DELIVERIES_KEPT_DAYS = 3
    tell(connection, {"n": 1}, id="d-1", **{"X-GitHub-Event": "push"})
    run_all()
    move_clock.forward(days=4)
    forget_contents()
    kept = IncomingDelivery.objects.get()
    assert (kept.body, kept.headers, kept.size) == (None, {}, 8)
    assert tell(connection, {"n": 1}, id="d-1").status_code == 200
    run_all()
    assert len(bench.taken) == 1
    with pytest.raises(Conflict):
        replay_incoming(connection, [kept.id], by=NOBODY)
    move_clock.to(clock.now() + timedelta(days=200))
    forget_contents()
    assert not IncomingDelivery.objects.exists()


def test_forgetting_is_planned_once_and_plans_itself_again(connection: Connection, move_clock: Any) -> None:
    ensure_sweeps()
    move_clock.forward(days=1, minutes=1)
    move_clock.forward(days=1, minutes=1)
    assert DueWork.objects.filter(key="connections.forget_contents").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_delivery_many_times_at_once_is_kept_once(connection: Connection) -> None:
    statuses: list[int] = []

    def post() -> None:
        statuses.append(tell(connection, {"n": 1}, id="d-1").status_code)
        connections.close_all()

    threads = [threading.Thread(target=post) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert IncomingDelivery.objects.get().repeats == 7
    assert DueWork.objects.filter(task="connections.take_in").count() == 1


def test_a_vendor_that_must_be_asked_is_asked_again_until_it_answers(
    connection: Connection, receiver: Receiver, move_clock: Any
) -> None:
    Connection.objects.update(vendor="outside")
    connection.refresh_from_db()
    outside.taken.clear()
    receiver.behave = "500"
    tell(connection, {"id": 7})
    run_all(raise_errors=False)
    assert outside.taken == []
    receiver.behave, receiver.body = "accept", b"a thing"
    move_clock.forward(seconds=5)
    assert outside.taken == [b"a thing"]
    assert IncomingDelivery.objects.get().state == "taken"
    assert {got.path for got in receiver.got} == {"/things/7"}


def test_who_takes_nothing_in_has_no_door(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "has_incoming", False)
    assert tell(connection, {"n": 1}).status_code == 401

"""Calls of a vendor: none is lost, each goes once, in order, and whoever misbehaves is waited for."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.connections.actions.pause_connection import pause_connection
from andon.connections.actions.replay_outgoing import replay_outgoing
from andon.connections.actions.resume_connection import resume_connection
from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.external import external_of
from andon.connections.models import Connection, OutgoingDelivery
from andon.kit import clock, http
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.work.models import DueWork

Run = Callable[[], int]
THING = Subject("thing", new_id())


def out(connection: Connection, *keys: str, order: str = "") -> list[OutgoingDelivery]:
    return send_out(
        [
            OutgoingIn(connection=connection, key=key, kind="note", subject=THING, content={"n": key}, order=order)
            for key in keys
        ]
    )


def got(receiver: Receiver) -> list[str]:
    return [json.loads(one.body)["n"] for one in receiver.got]


def test_a_call_goes_once_with_its_secret(connection: Connection, receiver: Receiver, run_due_work: Run) -> None:
    receiver.body = b"id=T-1"
    assert len(out(connection, "a")) == 1
    assert out(connection, "a") == []
    run_due_work()
    (one,) = receiver.got
    assert (one.method, one.path, one.headers["authorization"]) == ("POST", "/call", "Bearer t0k3n")
    row = OutgoingDelivery.objects.get()
    assert (row.state, row.status, row.attempts, row.answer) == ("sent", 200, 1, "id=T-1")
    link = external_of(connection, THING, "thing")
    assert link is not None
    assert (link.external_id, link.ours) == ("T-1", True)


@pytest.mark.parametrize("how", ["500", "503", "429", "408", "close", "hang"])
def test_what_fails_is_sent_again_in_its_order(
    connection: Connection, receiver: Receiver, run_due_work: Run, move_clock: Any, how: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr(http, "TIMEOUT", 0.3)
    receiver.behave = how
    out(connection, "a", "b", "c")
    run_due_work()
    assert got(receiver) == ["a"]
    receiver.behave = "accept"
    move_clock.forward(seconds=7)
    assert got(receiver) == ["a", "a", "b", "c"]
    assert set(OutgoingDelivery.objects.values_list("state", flat=True)) == {"sent"}
    connection.refresh_from_db()
    assert (connection.failures, connection.failing_since) == (0, None)
    assert connection.last_error
    assert not DueWork.objects.filter(task="connections.send_out").exists()


@pytest.mark.parametrize("how", ["400", "404", "410", "redirect"])
def test_what_is_refused_is_parked_at_once_and_the_next_goes(
    connection: Connection, receiver: Receiver, run_due_work: Run, how: str
) -> None:
    receiver.choose = lambda one: how if b'"b"' in one.body else ""
    out(connection, "a", "b", "c")
    run_due_work()
    assert got(receiver) == ["a", "b", "c"]
    assert "/elsewhere" not in {one.path for one in receiver.got}
    parked = OutgoingDelivery.objects.get(state="parked")
    assert parked.error.startswith("It answered")
    receiver.choose = lambda _one: ""
    assert replay_outgoing(connection, [parked.id], by=NOBODY) == 1
    run_due_work()
    assert got(receiver)[3:] == ["b"]
    assert set(OutgoingDelivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_large_or_endless_answer_is_cut(
    connection: Connection, receiver: Receiver, run_due_work: Run, monkeypatch: Any
) -> None:
    receiver.behave = "accept with 2 MB"
    out(connection, "a")
    run_due_work()
    row = OutgoingDelivery.objects.get()
    assert (row.state, len(row.answer)) == ("sent", 500)
    monkeypatch.setattr(http, "TIMEOUT", 0.3)
    receiver.behave = "trickle"
    out(connection, "b")
    run_due_work()
    assert OutgoingDelivery.objects.get(key="b").error == "no answer in time"


def test_retry_after_is_kept_to(connection: Connection, receiver: Receiver, run_due_work: Run, move_clock: Any) -> None:
    receiver.behave, receiver.headers = "429", {"Retry-After": "3600"}
    out(connection, "a")
    run_due_work()
    out(connection, "b", order="other")
    receiver.behave = "accept"
    move_clock.forward(minutes=59)
    assert got(receiver) == ["a"]
    move_clock.forward(minutes=2)
    assert sorted(got(receiver)) == ["a", "a", "b"]


def test_a_dead_receiver_costs_one_attempt_a_rest(
    connection: Connection, receiver: Receiver, run_due_work: Run, move_clock: Any
) -> None:
    receiver.behave = "500"
    for number in range(50):
        out(connection, str(number), order=str(number))
    run_due_work()
    tried = len(receiver.got)
    assert tried == 3
    move_clock.forward(seconds=11)
    assert len(receiver.got) == tried + 1
    move_clock.forward(hours=1)
    receiver.behave = "accept"
    move_clock.forward(hours=1)
    assert OutgoingDelivery.objects.filter(state="sent").count() == 50


def test_who_fails_for_days_is_paused_with_a_notice_and_nothing_is_lost(
    connection: Connection, receiver: Receiver, run_due_work: Run, move_clock: Any
) -> None:
    receiver.behave = "500"
    out(connection, "a")
    run_due_work()
    for _hour in range(24 * 6):
        move_clock.forward(hours=1)
    connection.refresh_from_db()
    assert connection.paused_why == "failing"
    assert OutgoingDelivery.objects.get().state == "parked"
    assert 8 <= len(receiver.got) <= 12
    out(connection, "b")
    receiver.behave = "accept"
    run_due_work()
    assert got(receiver).count("b") == 0
    resume_connection(connection, by=NOBODY)
    run_due_work()
    assert got(receiver)[-1] == "b"
    replay_outgoing(connection, [OutgoingDelivery.objects.get(key="a").id], by=NOBODY)
    run_due_work()
    assert got(receiver)[-1] == "a"


def test_paused_calls_wait_and_keep_their_order(connection: Connection, receiver: Receiver, run_due_work: Run) -> None:
    out(connection, "a")
    pause_connection(connection, by=NOBODY)
    out(connection, "b")
    run_due_work()
    assert receiver.got == []
    resume_connection(connection, by=NOBODY)
    run_due_work()
    assert got(receiver) == ["a", "b"]


def test_a_private_address_is_not_called(
    connection: Connection, receiver: Receiver, run_due_work: Run, settings: Any
) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = []
    out(connection, "a")
    run_due_work()
    assert receiver.got == []
    row = OutgoingDelivery.objects.get()
    assert (row.state, row.error) == ("parked", "127.0.0.1 is inside a private network.")


def test_a_name_that_is_not_found_is_tried_again(connection: Connection, run_due_work: Run) -> None:
    Connection.objects.update(settings={"url": "http://nowhere.invalid"})
    out(connection, "a")
    run_due_work()
    row = OutgoingDelivery.objects.get()
    assert row.state == "planned"
    assert row.next_at is not None
    assert row.next_at - clock.now() < timedelta(seconds=7)


def test_a_key_is_one_connections_own(connection: Connection, receiver: Receiver, run_due_work: Run) -> None:
    from andon.connections.actions.add_connection import add_connection

    other, _made = add_connection(
        vendor="bench", name="Other", settings={"url": receiver.url}, secrets={"token": "o"}, by=NOBODY
    )
    out(connection, "a")
    out(other, "a")
    run_due_work()
    assert {one.headers["authorization"] for one in receiver.got} == {"Bearer t0k3n", "Bearer o"}


def test_a_process_that_dies_after_the_call_makes_it_again_under_the_same_name(
    connection: Connection, receiver: Receiver, run_due_work: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was lost with it: the vendor gets the call twice, and can tell by its key."""
    out(connection, "a")

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("andon.connections.outbox._sent", die)
        with pytest.raises(KeyboardInterrupt):
            run_due_work()
    DueWork.objects.update(leased_until=clock.wall() - timedelta(seconds=1))
    run_due_work()
    assert len(receiver.got) == 2
    assert len({one.headers["idempotency-key"] for one in receiver.got}) == 1
    row = OutgoingDelivery.objects.get()
    assert (row.state, row.attempts) == ("sent", 2)

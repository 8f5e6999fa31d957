"""A connection holds some of the threads of calls, never all of them."""

import threading
from collections.abc import Callable
from typing import Any

from tests.peers.receiver import Receiver

from andon.connections import outbox, seats
from andon.connections.models import Connection, OutgoingDelivery
from andon.kit import clock
from andon.kit.ids import new_id
from andon.work.lanes import PAGE
from andon.work.models import DueWork

from .test_outbox import got, out


def test_two_at_most_and_whoever_leaves_calls_the_next() -> None:
    places, connection, other = seats.Seats(), new_id(), new_id()
    assert [places.take(connection) for _ in range(4)] == [True, True, False, False]
    waiters = [seats.Waiter(key, clock.now()) for key in "cd"]
    for one in waiters:
        places.wait(connection, one)
    assert places.take(other)
    assert places.next_one(connection) is None
    for one in waiters:
        places.leave(connection)
        assert places.next_one(connection) == one
    assert places.next_one(other) is None
    assert places.take(connection)


def test_who_was_taken_up_meanwhile_is_left_alone(
    connection: Connection, receiver: Receiver, run_due_work: Callable[[], int], move_clock: Any
) -> None:
    with seats.seat(connection.id, "first"), seats.seat(connection.id, "second"):
        (third,) = out(connection, "a", order="narrow")
        run_due_work()
        lease = new_id()
        DueWork.objects.filter(key=third.work_key).update(lease=lease)
    assert DueWork.objects.get(key=third.work_key).lease == lease


def test_what_finds_no_seat_is_put_off_and_then_called(
    connection: Connection, receiver: Receiver, run_due_work: Callable[[], int], move_clock: Any
) -> None:
    """Both seats are held by calls that do not end; a third waits without a try, and goes when one of them has."""
    with seats.seat(connection.id, "first"):
        with seats.seat(connection.id, "second"):
            (third,) = out(connection, "a", order="narrow")
            run_due_work()
            third.refresh_from_db()
            assert (got(receiver), third.attempts, third.state) == ([], 0, "planned")
            waits = DueWork.objects.get(key=third.work_key)
            assert waits.run_at > clock.now()
            assert waits.attempts == 0
        run_due_work()
        assert got(receiver) == ["a"]
    assert OutgoingDelivery.objects.get().state == "sent"


def test_another_lane_needs_no_seat(connection: Connection, receiver: Receiver) -> None:
    (page,) = out(connection, "a")
    OutgoingDelivery.objects.filter(id=page.id).update(lane=PAGE)
    with seats.seat(connection.id, "first"), seats.seat(connection.id, "second"):
        outbox.send(str(page.id))
    assert got(receiver) == ["a"]


def test_many_threads_never_hold_more(connection: Connection) -> None:
    most, held, lock = 0, 0, threading.Lock()
    places = seats.Seats()

    def call(number: int) -> None:
        nonlocal most, held
        for _turn in range(50):
            if places.take(connection.id):
                with lock:
                    held += 1
                    most = max(most, held)
                with lock:
                    held -= 1
                places.leave(connection.id)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert 1 <= most <= seats.MOST

"""How fast mail leaves to one domain, and how many mails one connection carries."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.models import Delivery, SendRate
from andon.channels.send_slots import burst_of, take_slot
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.work.models import DueWork

CASE = Subject("case", new_id())


def send(count: int, domain: str, *, whom: str = "contact") -> None:
    deliver(
        [
            DeliveryIn(
                key=f"{domain}{number}", purpose="reply", subject=CASE, recipient=Subject(whom, new_id()),
                address=f"somebody{number}@{domain}", headline="Hello", text="Hello.",
            )
            for number in range(count)
        ]
    )  # fmt: skip


def test_one_domain_waits_and_no_other_does(
    db: None, relay: MailRelay, settings: Any, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    settings.MAIL_DOMAIN_RATE = 60.0
    assert burst_of(60.0) == 10
    send(13, "slow.example")
    send(2, "quick.example")
    run_due_work()
    told = Delivery.objects.filter(state="told")
    assert told.filter(address__endswith="@slow.example").count() == 10
    assert told.filter(address__endswith="@quick.example").count() == 2
    # Each who waits has an instant of her own, and no try is counted.
    waits = sorted((work.run_at - clock.now()).total_seconds() for work in DueWork.objects.all())
    assert waits == [1.0, 2.0, 3.0]
    assert set(DueWork.objects.values_list("attempts", flat=True)) == {0}
    move_clock.forward(seconds=1)
    assert told.count() == 13
    move_clock.forward(seconds=2)
    assert told.count() == 15
    assert Delivery.objects.filter(attempts=1).count() == 15


def test_who_works_here_does_not_wait(
    db: None, relay: MailRelay, settings: Any, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    settings.MAIL_DOMAIN_RATE = 6.0
    send(5, "fernhill.example", whom="user")
    run_due_work()
    assert Delivery.objects.filter(state="told").count() == 5


def test_a_limit_of_nothing_is_none(db: None, settings: Any) -> None:
    settings.MAIL_DOMAIN_RATE = 0.0
    assert take_slot("x.example", clock.now()) <= clock.now()
    assert not SendRate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_exact_over_many_workers(settings: Any, move_clock: MoveClock) -> None:
    settings.MAIL_DOMAIN_RATE = 60.0
    now, found, lock = clock.now(), list[timedelta](), threading.Lock()

    def work() -> None:
        for _mail in range(10):
            slot = take_slot("busy.example", now)
            with lock:
                found.append(max(slot - now, timedelta(0)))
        connection.close()

    workers = [threading.Thread(target=work) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    wanted = [timedelta(0)] * 10 + [timedelta(seconds=number) for number in range(1, 31)]
    assert sorted(found) == wanted


def test_many_mails_share_a_connection(db: None, relay: MailRelay, run_due_work: Callable[[], int]) -> None:
    send(30, "acme.example")
    run_due_work()
    assert (len(relay.mails), relay.connections) == (30, 1)


def test_a_connection_that_went_away_is_made_anew(
    db: None, relay: MailRelay, settings: Any, run_due_work: Callable[[], int]
) -> None:
    send(1, "acme.example")
    run_due_work()
    again = MailRelay(port=relay.port)
    relay.stop()
    again.start()
    try:
        send(1, "other.example")
        run_due_work()
        assert len(again.mails) == 1
    finally:
        from andon.channels.email.relay import hang_up

        hang_up()
        again.stop()


def test_a_refused_mail_spoils_no_other(db: None, relay: MailRelay, run_due_work: Callable[[], int]) -> None:
    relay.unknown = {"somebody0@acme.example"}
    send(3, "acme.example")
    run_due_work()
    states = dict(Delivery.objects.values_list("address", "state"))
    assert states["somebody0@acme.example"] == "failed"
    assert states["somebody2@acme.example"] == "told"

"""Mails that are due together leave in calls of sixteen: few statements, and none harms its neighbours."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.peers.mail_relay import MailRelay

from andon.channels import due, ledger
from andon.channels.actions.deliver import deliver
from andon.channels.email import channel
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.rechecks import Withdraw, _rechecks, register_recheck
from andon.kit import clock
from andon.work.engine.attempt import attempt_lot
from andon.work.engine.claim import claim
from andon.work.engine.inline import run_due_work
from andon.work.engine.lots import claim_lots
from andon.work.lanes import TELL, TELL_VIP
from andon.work.models import DueWork

from .test_deliver import message

pytestmark = pytest.mark.django_db


def plan_mails(count: int, **more: object) -> list[str]:
    sent = deliver([replace(message(f"k{n}", address=f"c{n}@x{n % 3}.example"), **more) for n in range(count)])  # type: ignore[arg-type]
    return [one.key for one in sent]


def state(key: str) -> str:
    return Delivery.objects.get(key=key).state


def test_a_mail_more_costs_one_statement(relay: MailRelay) -> None:
    """The one that finds the key by which it is signed."""
    taken = []
    for count in (4, 16):
        DueWork.objects.all().delete()
        Delivery.objects.all().delete()
        plan_mails(count)
        (lot,) = claim_lots([TELL], limit=1)
        with CaptureQueriesContext(connection) as asked:
            attempt_lot(lot)
        taken.append(len(asked))
        assert Delivery.objects.filter(state=State.TOLD).count() == len(lot) == count
    assert taken[1] - taken[0] == 16 - 4


def test_one_that_is_refused_and_one_that_is_called_off_leave_the_others_alone(
    relay: MailRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_rechecks, "reply", [])
    register_recheck("reply", lambda one: Withdraw("overtaken") if one.key == "k2" else None)
    keys = plan_mails(5)
    relay.unknown.add("c1@x1.example")
    run_due_work()
    assert [state(key) for key in keys] == ["told", "failed", "withdrawn", "told", "told"]
    assert {to for tos, _mail in relay.mails for to in tos} == {"c0@x0.example", "c3@x0.example", "c4@x1.example"}


def test_a_fault_of_ours_with_one_sends_no_other_out_twice(relay: MailRelay, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, make = plan_mails(4), channel.compose

    def stumble(delivery: Delivery) -> EmailMessage:
        if delivery.key == "k1":
            raise ZeroDivisionError
        return make(delivery)

    monkeypatch.setattr(channel, "compose", stumble)
    run_due_work(raise_errors=False)
    assert [state(key) for key in keys] == ["told", "handing_over", "told", "told"]
    assert len(relay.mails) == 3
    (left,) = DueWork.objects.filter(key__startswith="delivery:")
    assert "ZeroDivisionError" in left.error


def test_those_that_nobody_came_to_are_planned_as_before(
    relay: MailRelay, move_clock: MoveClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that is slow holds a call for five seconds, not for sixteen mails."""
    monkeypatch.setattr(due, "LONGEST", -1.0)
    keys = plan_mails(3)
    (lot,) = claim_lots([TELL], limit=1)
    attempt_lot(lot)
    assert [(one.state, one.attempts, one.repeats) for one in Delivery.objects.all()] == [("planned", 0, 0)] * 3
    monkeypatch.undo()
    move_clock.forward(minutes=1)
    assert [state(key) for key in keys] == ["told"] * 3
    assert len(relay.mails) == 3


def test_a_process_that_ends_in_the_middle_tells_nobody_under_another_id(relay: MailRelay) -> None:
    from andon.channels.email.channel import Email

    keys = plan_mails(3)
    begun = ledger.begin_all(keys)
    Email().hand_over(begun[keys[0]])
    run_due_work()
    ids = [str(mail["Message-ID"]) for _to, mail in relay.mails]
    assert (len(ids), len(set(ids))) == (4, 3)
    assert [(one.state, one.repeats) for one in Delivery.objects.all()] == [("told", 1)] * 3


def test_a_strategic_customer_is_not_behind_all_the_others(relay: MailRelay, move_clock: MoveClock) -> None:
    plan_mails(50)
    move_clock.to(clock.now() + timedelta(minutes=5))
    deliver([message("vip", address="vip@big.example", lane=TELL_VIP)])
    (first,) = claim([TELL_VIP, TELL], limit=1)
    assert first.args["key"] == "vip"


def test_nobody_waits_for_ever_behind_strategic_customers(relay: MailRelay, move_clock: MoveClock) -> None:
    plan_mails(1)
    move_clock.to(clock.now() + timedelta(minutes=11))
    deliver([message("vip", address="vip@big.example", lane=TELL_VIP)])
    (first,) = claim([TELL_VIP, TELL], limit=1)
    assert first.args["key"] == "k0"

"""The ledger: told means accepted; in doubt is sent again under the same Message-ID; twice is impossible."""

import pytest
from conftest import MoveClock
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.deliver import AUTOMATIC_A_DAY, DeliveryIn, deliver
from andon.channels.actions.note_bounce import note_bounce
from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.models import RecordedFact
from andon.work.engine.inline import run_due_work
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db
CASE = Subject("case", new_id())
DANA = Subject("contact", new_id())


def message(key: str = "k", **more: object) -> DeliveryIn:
    given: dict[str, object] = {
        "key": key,
        "purpose": "reply",
        "subject": CASE,
        "recipient": DANA,
        "address": "dana@acme.example",
        "headline": "Re: Checkout",
        "text": "We are on it.",
    }
    return DeliveryIn(**(given | more))  # type: ignore[arg-type]


def test_told_when_the_relay_accepted_it(relay: MailRelay) -> None:
    (delivery,) = deliver([message()])
    run_due_work()
    delivery = Delivery.objects.get(key="k")
    assert delivery.state == State.TOLD
    (mail,) = relay.to("dana@acme.example")
    assert mail["Message-ID"] == delivery.message_id
    assert RecordedFact.objects.filter(kind="channels.DeliveryTold", about__contains=[DANA.key]).exists()


def test_the_same_key_is_sent_once(relay: MailRelay) -> None:
    deliver([message(), message()])
    run_due_work()
    deliver([message()])
    run_due_work()
    assert len(relay.mails) == 1


def test_a_busy_relay_is_asked_again(relay: MailRelay, move_clock: MoveClock) -> None:
    relay.behave = "busy"
    deliver([message()])
    run_due_work(raise_errors=False)
    assert Delivery.objects.get().state == State.PLANNED
    relay.behave = "accept"
    move_clock.forward(minutes=10)
    assert Delivery.objects.get().state == State.TOLD


def test_a_refused_address_fails_at_once_and_says_so(relay: MailRelay) -> None:
    relay.behave = "refuse"
    deliver([message()])
    run_due_work()
    delivery = Delivery.objects.get()
    assert delivery.state == State.FAILED
    assert "550" in delivery.error


def test_in_doubt_goes_out_again_under_the_same_id_and_is_counted(relay: MailRelay) -> None:
    """The process ends between the relay's yes and our record of it."""
    from andon.channels import ledger
    from andon.channels.email.channel import Email

    deliver([message()])
    begun = ledger.begin("k")
    assert begun is not None
    Email().hand_over(begun)
    run_due_work()
    first, second = relay.to("dana@acme.example")
    assert first["Message-ID"] == second["Message-ID"]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.repeats) == (State.TOLD, 1)


def test_undone_in_time_is_never_sent(relay: MailRelay, move_clock: MoveClock) -> None:
    from datetime import timedelta

    from andon.kit import clock

    deliver([message(not_before=clock.now() + timedelta(seconds=10))])
    run_due_work()
    assert withdraw_delivery("k")
    move_clock.forward(minutes=1)
    assert relay.mails == []
    assert not DueWork.objects.exists()


def test_sent_cannot_be_undone(relay: MailRelay) -> None:
    deliver([message()])
    run_due_work()
    assert not withdraw_delivery("k")


def test_a_bounce_takes_back_what_was_told(relay: MailRelay) -> None:
    deliver([message()])
    run_due_work()
    note_bounce(Delivery.objects.get(), why="550 no such user")
    assert Delivery.objects.get().state == State.BOUNCED
    assert RecordedFact.objects.filter(kind="channels.DeliveryBounced").count() == 1


def test_nobody_can_make_us_flood_an_address(relay: MailRelay) -> None:
    deliver([message(f"k{n}", automatic=True) for n in range(AUTOMATIC_A_DAY + 3)])
    run_due_work()
    assert len(relay.mails) == AUTOMATIC_A_DAY
    assert Delivery.objects.filter(state=State.SUPPRESSED).count() == 3


def test_a_line_break_in_a_headline_makes_no_header(relay: MailRelay) -> None:
    deliver([message(headline="Hello\r\nBcc: eve@evil.example", sender_name="A\nB")])
    run_due_work()
    (mail,) = relay.to("dana@acme.example")
    assert mail["Bcc"] is None


def test_told_is_only_what_she_got_herself(relay: MailRelay) -> None:
    relay.unknown = {"dana@acme.example"}
    deliver([message(copies=["boss@acme.example"])])
    run_due_work()
    assert relay.to("boss@acme.example")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.told_at) == (State.FAILED, None)
    assert "550" in delivery.error


def test_what_only_looks_like_a_mark_of_a_link_stays(relay: MailRelay) -> None:
    """A customer's words stand in pages; they must not keep one from going out."""
    words = "{{link case:------------------------------------}} {{links}}"
    deliver([message(text=f"{words} {{{{link}}}}", link_purpose="page", link_path="/page/")])
    run_due_work()
    (mail,) = relay.to("dana@acme.example")
    said = mail.get_content()
    assert words in said
    assert "/page/" in said

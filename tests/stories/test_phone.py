"""People are paged by SMS and by call, and answer from the phone in their hand."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse

from andon.channels.models import Delivery
from andon.connections.models import Connection, IncomingDelivery
from andon.kit import clock
from andon.notifications.models import ContactMethod
from andon.paging.models import Escalation, Policy
from andon.paging.rules.phone_words import code_of
from andon.people.models import User
from andon.timeline.models import RecordedFact
from tests.peers.mail_relay import MailRelay
from tests.peers.twilio import Twilio, told_to_django

pytestmark = pytest.mark.django_db
Monitor = Callable[..., list[Any]]
Work = Callable[[], int]
OMAR, INES = "+351910000142", "+351910000143"


def gives(user: User, number: str, *ways: str) -> None:
    """A number that this person has proved to be hers."""
    for way in ways:
        ContactMethod.objects.create(user=user, channel=way, address=number, verified_at=clock.now())


@pytest.fixture
def ines(on_call: Policy) -> User:
    return User.objects.get(email="ines@fernhill.example")


def run() -> Escalation:
    return Escalation.objects.get()


def went(channel: str) -> str:
    return Delivery.objects.get(channel=channel).state


def our_address() -> str:
    from django.conf import settings

    at = Connection.objects.get(vendor="twilio").id
    return settings.BASE_URL + reverse("connections:incoming", args=["twilio", at])


def test_omar_is_called_presses_1_and_nobody_else_is_woken(
    omar: User, ines: User, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    gives(omar, OMAR, "voice")
    gives(ines, INES, "voice")
    monitor("trigger", "slow")
    run_due_work()
    call = phones.call_to(OMAR)
    assert "Omar Haddad, this is Andon. You are paged. Critical: Checkout is slow." in call.spoken
    assert "Press 1 if you have it. Press 2 to page the next one." in call.spoken
    assert went("voice") == "handed_over"
    phones.status(call, "ringing")
    run_due_work()
    assert went("voice") == "handed_over"
    assert phones.press(call, "1") == "You have it. Nobody else is woken. Goodbye."
    run_due_work()
    assert (run().state, run().acknowledged_by, went("voice")) == ("acknowledged", omar, "told")
    move_clock.forward(hours=2)
    assert phones.calls == [call]
    assert relay.to("ines@fernhill.example") == []


def test_2_pages_the_next_one_now(
    omar: User, ines: User, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "voice")
    gives(ines, INES, "sms")
    monitor("trigger", "slow")
    run_due_work()
    assert phones.press(phones.call_to(OMAR), "2") == "The next one is paged now. Goodbye."
    run_due_work()
    assert "Checkout is slow." in phones.message_to(INES)["Body"]
    assert run().state == "running"


def test_a_dead_number_hurries_to_the_next_person(
    omar: User, ines: User, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "voice", "sms")
    gives(ines, INES, "voice")
    phones.numbers_refused[OMAR] = (400, 21211, f"The 'To' number {OMAR} is not a valid phone number.")
    monitor("trigger", "slow")
    run_due_work()
    # Omar's mail was taken by his server; that wakes nobody.
    assert len(relay.to(omar.email)) == 1
    assert phones.call_to(INES)
    error = Delivery.objects.get(channel="sms").error
    assert "21211" in error
    assert OMAR not in error


def test_the_message_does_not_arrive_and_nobody_takes_the_call(
    omar: User, ines: User, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "voice", "sms")
    gives(ines, INES, "voice")
    monitor("trigger", "slow")
    run_due_work()
    # The call comes two minutes after the message, or at once when that failed.
    assert phones.calls == []
    phones.status(phones.message_to(OMAR), "undelivered", 30003)
    run_due_work()
    assert len(phones.calls) == 1
    phones.status(phones.call_to(OMAR), "no-answer")
    run_due_work()
    assert phones.call_to(INES)
    assert Delivery.objects.get(channel="sms").error == "undelivered (30003)"
    assert Delivery.objects.get(channel="voice", address=OMAR).error == "nobody took the call"


def test_a_forged_callback_changes_nothing(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "voice")
    monitor("trigger", "slow")
    run_due_work()
    call = phones.call_to(OMAR)
    key = {"CallSid": call.sid, "Digits": "1"}
    action = call.twiml.find("Gather").get("action")
    assert phones.tell(action, key, token="another")[0] == 401
    assert phones.tell(call["StatusCallback"], {"CallSid": call.sid, "CallStatus": "failed"}, token="")[0] == 401
    # Signed for another address: what was told of one page is not told of another.
    elsewhere = action.replace("/keys/", "/status/")
    signed: dict[str, Any] = {}
    other = Twilio(lambda _url, body, headers: signed.update(body=body, headers=headers) or (200, b"")).start()
    other.tell(elsewhere, key)
    other.stop()
    assert told_to_django(action, signed["body"], signed["headers"])[0] == 401
    run_due_work()
    assert (run().state, went("voice")) == ("running", "handed_over")
    assert not IncomingDelivery.objects.exists()


def test_the_same_callback_twice_changes_nothing_and_order_does_not_matter(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    message = phones.message_to(OMAR)
    for status in ("delivered", "delivered", "sent", "queued", "sent"):
        assert phones.status(message, status) == 200
        run_due_work()
    assert went("sms") == "told"
    assert IncomingDelivery.objects.count() == 3
    told = RecordedFact.objects.filter(kind="channels.DeliveryTold")
    assert [fact.body.channel for fact in told].count("sms") == 1


def test_a_receipt_that_is_faster_than_our_record_stays(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    """Twilio tells of it while our process still notes that it was handed over."""
    from andon.channels import ledger
    from andon.channels.phone.sms import Sms

    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    key = Delivery.objects.get(channel="sms").key
    Delivery.objects.filter(key=key).update(state="planned")
    begun = ledger.begin(key)
    assert begun is not None
    Sms().hand_over(begun)
    phones.status(phones.messages[-1], "delivered")
    run_due_work()
    ledger.told(begun, receipt=False)
    assert went("sms") == "told"


@pytest.mark.parametrize("words", ["1", " Ack ", "ok.", "{code}", "1 {code}", "{code} ack"])
def test_a_reply_acknowledges(
    words: str, omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    code = code_of(run().id)
    assert f"Reply 1: I have it. 2: page the next one. (code {code})" in phones.message_to(OMAR)["Body"]
    said = phones.text(our_address(), sender=OMAR, words=words.format(code=code))
    assert said == "You have it. Nobody else is woken."
    run_due_work()
    assert (run().state, run().acknowledged_by) == ("acknowledged", omar)


def test_a_reply_of_2_pages_the_next_one(
    omar: User, ines: User, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "sms")
    gives(ines, INES, "sms")
    monitor("trigger", "slow")
    run_due_work()
    phones.text(our_address(), sender=OMAR, words="2")
    run_due_work()
    assert phones.message_to(INES)


@pytest.mark.parametrize(
    ("sender", "words", "why", "back"),
    [
        ("+351910000999", "1", "no page went to this number lately", ""),
        (OMAR, "1 minute, I am in the shower", "no answer that is known: 1, 2, or the code", "Nothing was changed."),
        (OMAR, "1 0000", "no page with this code waits for an answer", "Nothing was changed: no such page"),
        (OMAR, "", "no answer that is known: 1, 2, or the code", "Nothing was changed."),
    ],
)
def test_what_is_no_answer_changes_nothing_and_is_kept(
    sender: str, words: str, why: str, back: str, omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay,
    phones: Twilio, run_due_work: Work,
) -> None:  # fmt: skip
    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    said = phones.text(our_address(), sender=sender, words=words)
    assert said.startswith(back) if back else said == ""
    run_due_work()
    assert run().state == "running"
    kept = IncomingDelivery.objects.get()
    assert (kept.state, kept.why) == ("ignored", why)


def test_a_page_that_is_over_is_said_to_be_over(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "voice")
    monitor("trigger", "slow")
    run_due_work()
    monitor("resolve", "slow")
    run_due_work()
    assert "This is over already" in phones.press(phones.call_to(OMAR), "1")
    phones.text(our_address(), sender=OMAR, words=code_of(run().id))
    run_due_work()
    assert run().state == "ended"
    ignored = set(IncomingDelivery.objects.filter(state="ignored").values_list("why", flat=True))
    assert ignored == {"this page is over", "no page with this code waits for an answer"}


def test_whose_number_it_is_no_longer_answers_nothing(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    ContactMethod.objects.all().delete()
    assert phones.text(our_address(), sender=OMAR, words="1") == ""
    run_due_work()
    assert run().state == "running"


def test_a_machine_that_answers_messages_is_not_answered_for_ever(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    gives(omar, OMAR, "sms")
    monitor("trigger", "slow")
    run_due_work()
    said = [phones.text(our_address(), sender=OMAR, words="I am driving", sid=f"SM{number:032}") for number in range(8)]
    assert [bool(words) for words in said] == [True] * 5 + [False] * 3


def test_a_busy_twilio_is_asked_again(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, move_clock: MoveClock
) -> None:
    gives(omar, OMAR, "sms")
    phones.refuse = (429, 20429, "Too Many Requests")
    monitor("trigger", "slow")
    from andon.work.engine.inline import run_due_work

    run_due_work(raise_errors=False)
    sms = Delivery.objects.get(channel="sms")
    assert (sms.state, sms.error) == ("planned", "20429: Too Many Requests")
    phones.refuse = None
    move_clock.forward(minutes=2)
    assert went("sms") == "handed_over"
    assert phones.message_to(OMAR)


def test_how_a_page_went_is_shown_without_the_number(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work, alice: User,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    from django.test import Client

    gives(omar, OMAR, "sms", "voice")
    monitor("trigger", "slow")
    run_due_work()
    phones.status(phones.message_to(OMAR), "delivered")
    move_clock.forward(minutes=2)
    phones.status(phones.call_to(OMAR), "busy")
    run_due_work()
    client = Client()
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("paging:page", args=[run().id])).content.decode()
    for said in ("SMS to …0142: arrived at the phone", "call to …0142: failed", "the line was busy"):
        assert said in " ".join(shown.split())
    assert OMAR not in shown

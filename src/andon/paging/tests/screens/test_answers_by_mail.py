"""A page answered by mail: by whom, until when, and what does not count."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from conftest import MoveClock
from django.conf import settings as installation
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.receive_mail import receive_mail
from andon.channels.email.proof import Proof
from andon.channels.models import Delivery, InboundMail
from andon.kit import clock
from andon.kit.ids import new_id
from andon.notifications.models import ContactMethod
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.reassign_escalation import reassign_escalation
from andon.paging.actions.revoke_page_links import revoke_page_links
from andon.paging.models import Escalation
from andon.people.models import User

from .runs import now_of


def answers(relay: MailRelay, text: str, *, sender: str = "omar@fernhill.example", more: str = "") -> None:
    """A reply to the newest page of Omar's, as his mail program sends it."""
    answers_page(newest_page(relay), text, sender=sender, more=more)


def newest_page(relay: MailRelay, to: str = "omar@fernhill.example") -> EmailMessage:
    return [mail for mail in relay.to(to) if mail["Reply-To"]][-1]


def answers_page(page: EmailMessage, text: str, *, sender: str = "omar@fernhill.example", more: str = "") -> None:
    to = page["Reply-To"].addresses[0].addr_spec
    raw = (
        f"{more}From: {sender}\r\nTo: {to}\r\nSubject: Re: page\r\nMessage-ID: <{new_id()}@x>\r\n"
        f"In-Reply-To: {page['Message-ID']}\r\n\r\n{text}\r\n\r\n> On Tuesday Andon wrote:\r\n> you are paged\r\n"
    )
    receive_mail(raw.encode(), envelope_from=sender, envelope_to=[to])


def test_answers_by_mail(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    answers(relay, "What is this?")
    run_due_work()
    assert now_of(run).state == "running"
    assert "Begin your answer with ack" in relay.to("omar@fernhill.example")[-1].get_content()
    answers(relay, "snooze 2h please")
    run_due_work()
    assert (now_of(run).state, now_of(run).next_at) == ("snoozed", clock.now() + timedelta(hours=2))
    answers(relay, "Ack, on my way")
    run_due_work()
    assert (now_of(run).state, now_of(run).acknowledged_by) == ("acknowledged", omar)
    answers(relay, "escalate")
    run_due_work()
    assert len(relay.to("ines@fernhill.example")) == 1
    assert InboundMail.objects.exclude(state="taken").count() == 0


def test_others_and_machines_do_not_answer_by_mail(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    answers(relay, "ack", sender="mallory@elsewhere.example")
    answers(relay, "ack ack", more="Auto-Submitted: auto-replied\r\n")
    run_due_work()
    assert now_of(run).state == "running"
    assert InboundMail.objects.filter(state="kept").count() == 2


def test_after_the_end_an_answer_by_mail_is_told_so(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    from andon.paging.actions.resolve_escalation import resolve_escalation

    acknowledge(run, by=omar.actor)
    resolve_escalation(run, by=omar.actor)
    answers(relay, "ack")
    run_due_work()
    assert "over already" in relay.to("omar@fernhill.example")[-1].get_content()
    assert Delivery.objects.get(purpose="answer").state == "told"
    assert installation.MAIL_ADDRESS.startswith("care@")


def test_an_ended_link_ends_the_answer_by_mail_and_the_next_page_does_not_bring_it_back(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    forwarded = newest_page(relay)
    move_clock.forward(minutes=1)
    revoke_page_links(run, by=omar.actor)
    answers_page(forwarded, "ack")
    run_due_work()
    assert now_of(run).state == "running"
    assert "its link was ended" in relay.to("omar@fernhill.example")[-1].get_content()
    move_clock.forward(minutes=1)
    reassign_escalation(run, to=omar, by=omar.actor)
    run_due_work()
    answers_page(forwarded, "ack")
    run_due_work()
    assert now_of(run).state == "running"
    answers(relay, "ack")
    run_due_work()
    assert now_of(run).state == "acknowledged"


def test_after_seven_days_a_page_is_not_answered_by_mail(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    page = newest_page(relay)
    move_clock.forward(days=7, minutes=1)
    before = now_of(run).state
    answers_page(page, "ack")
    run_due_work()
    assert (now_of(run).state, now_of(run).acknowledged_by) == (before, None)


def test_another_address_of_hers_counts_only_while_it_is_proved_and_hers(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    at_home = ContactMethod.objects.create(user=omar, channel="email", address="omar@home.example")
    answers(relay, "snooze 30", sender="omar@home.example")
    run_due_work()
    assert now_of(run).state == "running"
    ContactMethod.objects.filter(id=at_home.id).update(verified_at=clock.now())
    answers(relay, "snooze 30", sender="Omar@Home.example")
    run_due_work()
    assert now_of(run).state == "snoozed"
    at_home.delete()
    answers(relay, "ack", sender="omar@home.example")
    run_due_work()
    assert now_of(run).state == "snoozed"


def test_a_page_to_an_address_that_was_removed_is_not_answered(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    Delivery.objects.filter(purpose="page").update(address="omar@home.example")
    for sender in ("omar@home.example", "omar@fernhill.example"):
        answers(relay, "ack", sender=sender)
        run_due_work()
        assert now_of(run).state == "running"


@pytest.mark.parametrize(
    ("trusted", "said", "counts"),
    [
        (True, "dmarc=pass header.from=fernhill.example", True),
        (True, "dmarc=fail header.from=fernhill.example", False),
        (True, "dmarc=pass header.from=elsewhere.example", False),
        (True, "", False),
        (False, "", True),
    ],
)
def test_a_sender_who_is_not_proved_does_not_answer_where_senders_are_proved(
    trusted: bool,
    said: str,
    counts: bool,
    run: Escalation,
    relay: MailRelay,
    run_due_work: Callable[[], int],
    settings: Any,
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example" if trusted else ""
    answers(relay, "ack", more=f"Authentication-Results: mx.fernhill.example; {said}\r\n" if said else "")
    run_due_work()
    assert (now_of(run).state == "acknowledged") is counts
    if not counts:
        assert "nothing proves" in relay.to("omar@fernhill.example")[-1].get_content()


def test_what_disproves_a_sender() -> None:
    assert Proof("", "fernhill.example", "andon", {"dkim": "fail"}).is_disproved
    assert not Proof("", "fernhill.example", "andon", {"dkim": "temperror"}).is_disproved
    assert not Proof("dmarc", "fernhill.example", "server", {"spf": "fail", "dmarc": "pass"}).is_disproved

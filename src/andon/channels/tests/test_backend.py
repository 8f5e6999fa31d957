"""A forgotten password: its mail goes the way of all mails, and tells nobody whose address we know."""

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.people.models import User

BACKEND = "andon.channels.email.backend.RelayBackend"
MAIL = EmailMessage("Reset", "Here is the link.", "care@fernhill.example", ["alice@fernhill.example"])


def test_it_goes_through_our_relay(db: None, relay: MailRelay) -> None:
    assert get_connection(BACKEND).send_messages([MAIL]) == 1
    assert relay.to("alice@fernhill.example")[0]["Subject"] == "Reset"


def test_a_relay_that_is_away_is_no_fault_of_the_screen(settings: pytest.FixtureRequest) -> None:
    settings.MAIL_RELAY = "smtp://127.0.0.1:1"  # type: ignore[attr-defined]
    assert get_connection(BACKEND).send_messages([MAIL]) == 0


def test_the_screen_says_the_same_to_everybody(alice: User, mailoutbox: list[EmailMessage]) -> None:
    address = reverse("account_reset_password")
    for email in (alice.email, "nobody@fernhill.example"):
        answer = Client().post(address, {"email": email})
        assert (answer.status_code, answer["Location"]) == (302, reverse("account_reset_password_done"))
    assert [mail.to for mail in mailoutbox] == [[alice.email]]

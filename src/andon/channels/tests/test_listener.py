"""The door for mail: 250 means stored; nobody relays through it."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.cast import NOBODY

from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.email.listener import serve
from andon.channels.models import InboundMail


@pytest.fixture
def door(transactional_db: None, settings: Any) -> Iterator[int]:
    settings.MAIL_ADDRESS = "care@fernhill.example"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stop, started = threading.Event(), threading.Event()
    thread = threading.Thread(target=serve, args=(f"127.0.0.1:{port}", stop), kwargs={"started": started})
    thread.start()
    assert started.wait(10)
    yield port
    stop.set()
    thread.join()


def test_accepted_means_stored(door: int) -> None:
    with smtplib.SMTP("127.0.0.1", door) as client:
        client.sendmail("dana@acme.example", ["care+x@fernhill.example"], b"Subject: hi\r\n\r\nhello")
    mail = InboundMail.objects.get()
    assert bytes(mail.blob.content).endswith(b"hello\r\n") or bytes(mail.blob.content).endswith(b"hello")
    assert mail.envelope_from == "dana@acme.example"


def test_it_takes_mail_for_every_mailbox_that_is_on_and_comes_in_here(door: int) -> None:
    maple = put_mailbox(address="help@maple.example", bounce_address="bounce@maple.example", by=NOBODY)
    off = put_mailbox(address="old@maple.example", by=NOBODY)
    switch_mailbox(off, on=False, by=NOBODY)
    put_mailbox(address="far@maple.example", kind="imap", bounce_address="back@maple.example", by=NOBODY)
    names = ("care", "Help+x", "bounce+token", "back+token", "old", "far", "other")
    with smtplib.SMTP("127.0.0.1", door) as client:
        client.ehlo()
        client.mail("dana@acme.example")
        hosts = {name: "fernhill" if name == "care" else "maple" for name in names}
        answers = {name: client.rcpt(f"{name}@{hosts[name]}.example")[0] for name in names}
    assert answers == {name: 250 if place < 4 else 550 for place, name in enumerate(names)}
    with smtplib.SMTP("127.0.0.1", door) as client:
        client.sendmail("dana@acme.example", ["help@maple.example"], b"Subject: hi\r\n\r\nhello")
    assert InboundMail.objects.get().mailbox == maple


def test_it_is_no_open_relay(door: int) -> None:
    with smtplib.SMTP("127.0.0.1", door) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail("a@b.example", ["victim@elsewhere.example"], b"x")

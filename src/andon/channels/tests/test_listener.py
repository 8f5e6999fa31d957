"""The door for mail: 250 means stored; nobody relays through it."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

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


def test_it_is_no_open_relay(door: int) -> None:
    with smtplib.SMTP("127.0.0.1", door) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail("a@b.example", ["victim@elsewhere.example"], b"x")

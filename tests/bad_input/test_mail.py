"""Mails as nobody should write them: none is lost, none stops the worker, none brings markup to a screen."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from andon.cases.models import Case, CasePolicy
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.email.listener import MOST_BYTES, serve
from andon.channels.models import InboundMail
from andon.conversations.models import Message
from andon.people.models import Team, User
from andon.work.engine.inline import run_due_work
from andon.work.models import DueWork
from tests.live_server import wait_until
from tests.peers.mail_relay import MailRelay

HEAD = b"From: dana@acme.example\r\nTo: care@fernhill.example\r\nSubject: It hangs\r\n"
HOSTILE = (
    b"<p onclick=x()>Hello<script>alert(1)</script><img src=x onerror=alert(2)>"
    b"<iframe src=//evil.example></iframe><a href='javascript:alert(3)'>click</a><form action=/x><input></form>"
)


def odd_mails() -> dict[str, bytes]:
    nested = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level, level + 1) for level in range(400)
    )
    return {
        "nothing": b"",
        "no header": b"\r\nIt hangs.",
        "no sender": b"Subject: It hangs\r\n\r\nIt hangs.",
        "a sender that is none": b"From: \xff\xfe<<>>@@\r\nSubject: x\r\n\r\nIt hangs.",
        "bytes": bytes(range(256)) * 50,
        "NUL in text": HEAD + b"\r\nIt \0 hangs.",
        "NUL in a header": HEAD.replace(b"hangs", b"h\0ngs") + b"\r\nIt hangs.",
        "an unknown charset": HEAD + b"Content-Type: text/plain; charset=klingon\r\n\r\n\xe4\xf6\xfc",
        "a wrong charset": HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xe4\xf6\xfc",
        "a broken encoding": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n%%%not base64%%%",
        "a header that goes on for ever": HEAD + b"X-A: " + b"x" * 200_000 + b"\r\n\r\nIt hangs.",
        "very many headers": HEAD + b"X-A: x\r\n" * 5_000 + b"\r\nIt hangs.",
        "a word that is not decoded": HEAD.replace(b"It hangs", b"=?utf-8?b?////?= =?x?q?=zz?=") + b"\r\nx",
        "parts without end": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain",
        "parts in parts": HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + nested,
        "a mail in a mail": HEAD + b"Content-Type: message/rfc822\r\n\r\n" + HEAD * 3 + b"\r\nIt hangs.",
        "references of nobody": HEAD + b"In-Reply-To: <\0>\r\nReferences: <<<<>>>> <a@b> \xff\r\n\r\nIt hangs.",
        "a file with a bad name": HEAD
        + b'Content-Type: application/x-y; name="../../etc/passwd\0"\r\nContent-Disposition: attachment\r\n\r\nx',
    }


@pytest.fixture(autouse=True)
def _house(db: None, care: Team, alice: User, relay: MailRelay) -> None:
    CasePolicy.objects.create(default_team=care)


def arrive(raw: bytes) -> InboundMail:
    inbound = receive_mail(raw, envelope_from="dana@acme.example", envelope_to=["care@fernhill.example"])
    run_due_work()
    inbound.refresh_from_db()
    return inbound


def test_whatever_comes_is_taken_or_kept_with_a_reason() -> None:
    wrong = {}
    for number, (name, raw) in enumerate(odd_mails().items()):
        found = arrive(raw.replace(b"dana@", b"d%d@" % number))
        if found.state not in ("taken", "kept") or (found.state == "kept" and not found.why):
            wrong[name] = (found.state, found.why)
    assert wrong == {}
    assert not DueWork.objects.exclude(parked_at=None).exists()
    assert InboundMail.objects.count() == len(odd_mails())


def test_hostile_markup_is_harmless_when_it_is_kept() -> None:
    assert arrive(HEAD + b"Content-Type: text/html\r\n\r\n" + HOSTILE).state == "taken"
    message = Message.objects.get()
    for bad in ("script", "onerror", "onclick", "iframe", "javascript:", "<form", "<input"):
        assert bad not in message.html.lower()
    assert "Hello" in message.html
    assert "alert(1)" not in message.body


def test_the_same_mail_again_is_the_same_case() -> None:
    for _ in range(3):
        arrive(HEAD + b"Message-ID: <once@acme.example>\r\n\r\nIt hangs.")
    assert Case.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_header_in_the_subject_goes_nowhere(relay: MailRelay) -> None:
    arrive(HEAD.replace(b"It hangs", b"=?utf-8?q?x=0D=0ABcc:_victim=40evil.example?=") + b"\r\nIt hangs.")
    (receipt,) = relay.to("dana@acme.example")
    assert receipt["Bcc"] is None
    assert relay.to("victim@evil.example") == []


@pytest.fixture
def door(transactional_db: None, settings: Any) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    stop, started = threading.Event(), threading.Event()
    thread = threading.Thread(target=serve, args=(f"127.0.0.1:{port}", stop), kwargs={"started": started})
    thread.start()
    assert started.wait(10)
    yield port
    stop.set()
    thread.join()


def test_the_door_refuses_what_is_too_large_and_forgets_what_is_cut_off(door: int) -> None:
    with smtplib.SMTP("127.0.0.1", door) as client:
        client.ehlo()
        code, _text = client.docmd("MAIL", f"FROM:<dana@acme.example> SIZE={MOST_BYTES + 1}")
        assert code == 552
    with socket.create_connection(("127.0.0.1", door)) as raw:
        for line in (b"HELO x", b"MAIL FROM:<dana@acme.example>", b"RCPT TO:<care@fernhill.example>", b"DATA"):
            raw.recv(1000)
            raw.sendall(line + b"\r\n")
        raw.recv(1000)
        raw.sendall(HEAD + b"\r\nIt ha")
    with socket.create_connection(("127.0.0.1", door)) as raw:
        raw.recv(1000)
        raw.sendall(b"\0\xff" * 3000 + b"\r\n")
        assert raw.recv(1000).startswith(b"5")
    assert not InboundMail.objects.exists()
    with smtplib.SMTP("127.0.0.1", door) as client:
        client.sendmail("dana@acme.example", ["care@fernhill.example"], HEAD + b"\r\nIt hangs.")
    wait_until(lambda: InboundMail.objects.count() == 1, what="the mail that is right")

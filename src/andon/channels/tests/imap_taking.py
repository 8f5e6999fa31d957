"""What tests of IMAP mailboxes do again and again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.cast import NOBODY
from tests.peers.dovecot import PASSWORD, Dovecot

from andon.channels.actions.put_imap_account import put_imap_account
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.email.imap import fetch
from andon.channels.email.imap.connection import signed_in
from andon.channels.email.imap.watch import watch_mailboxes
from andon.channels.models import ImapAccount, InboundMail, Mailbox

CARE = "care@fernhill.example"
LOOPBACK = ["127.0.0.0/8"]


def mail(number: int) -> bytes:
    return (
        f"From: dana@acme.example\r\nMessage-ID: <{number}@acme.example>\r\nSubject: {number}\r\n\r\nText {number}\r\n"
    ).encode()


def fetched(server: Dovecot, **more: Any) -> ImapAccount:
    mailbox = Mailbox.objects.filter(address=CARE).first() or put_mailbox(address=CARE, kind="imap", by=NOBODY)
    given: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "security": "none", "secret": PASSWORD}
    return put_imap_account(mailbox, **(given | more), by=NOBODY)


def take(account: ImapAccount) -> int:
    account = ImapAccount.objects.select_related("mailbox").get(pk=account.pk)
    with signed_in(account) as box:
        return fetch.take_new(account, box)


def headlines() -> list[str]:
    return [bytes(one.blob.content).partition(b"Subject: ")[2].split(b"\r\n")[0].decode() for one in mails()]


def mails() -> list[InboundMail]:
    return list(InboundMail.objects.select_related("blob").order_by("received_at", "id"))


@contextmanager
def watching() -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=watch_mailboxes, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()

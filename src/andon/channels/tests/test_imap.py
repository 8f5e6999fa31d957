"""IMAP mailboxes, against a real Dovecot: whatever ends when, each mail is taken once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.live_server import wait_until
from tests.peers.dovecot import PASSWORD, Dovecot, needs_dovecot, running_dovecot
from tests.peers.token_server import TokenServer

from andon.channels.actions.put_imap_account import put_imap_account
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.actions.try_mailbox import try_mailbox
from andon.channels.email.imap import fetch
from andon.channels.email.imap.connection import signed_in
from andon.channels.email.imap.watch import watch_mailboxes
from andon.channels.models import ImapAccount, InboundMail, Mailbox
from andon.kit.secret import unseal

pytestmark = [needs_dovecot, pytest.mark.django_db(transaction=True)]
CARE = "care@fernhill.example"
LOOPBACK = ["127.0.0.0/8"]


def mail(number: int) -> bytes:
    return (
        f"From: dana@acme.example\r\nMessage-ID: <{number}@acme.example>\r\nSubject: {number}\r\n\r\nText {number}\r\n"
    ).encode()


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as running:
        yield running


@pytest.fixture
def server(dovecot: Dovecot, settings: Any) -> Dovecot:
    """An empty INBOX, and an Archive."""
    settings.PRIVATE_NETWORKS_ALLOWED = LOOPBACK
    with dovecot.box(CARE) as box:
        if not box.folder.exists("Archive"):
            box.folder.create("Archive")
        for folder in ("Archive", "INBOX"):
            box.folder.set(folder)
            box.delete(box.uids("ALL"))
    return dovecot


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


def test_mail_is_taken_as_it_comes_byte_for_byte_and_marked(server: Dovecot) -> None:
    account = fetched(server)
    with watching():
        wait_until(lambda: Mailbox.objects.get().well_at, what="the watcher to sign in")
        server.put(CARE, mail(1))
        wait_until(lambda: InboundMail.objects.count() == 1, what="the mail")
        wait_until(lambda: ImapAccount.objects.get().untidy == [], what="its mark")
    (taken,) = mails()
    assert bytes(taken.blob.content) == mail(1)
    assert taken.mailbox == account.mailbox
    with server.box(CARE) as box:
        assert box.uids("UNSEEN") == []
        assert len(box.uids("ALL")) == 1


def test_what_was_read_before_is_old_and_what_is_read_meanwhile_is_not_lost(server: Dovecot) -> None:
    server.put(CARE, mail(1), seen=True)
    server.put(CARE, mail(2))
    account = fetched(server)
    assert take(account) == 1
    # Somebody reads it in another program before we look.
    server.put(CARE, mail(3), seen=True)
    assert take(account) == 1
    assert take(account) == 0
    assert headlines() == ["2", "3"]


def test_the_process_ends_between_the_commit_and_the_mark(server: Dovecot) -> None:
    account = fetched(server)
    assert take(account) == 0
    server.put(CARE, mail(1))
    account = ImapAccount.objects.select_related("mailbox").get()
    with signed_in(account) as box:
        folder = fetch._opened(account, box)
        (uid,) = fetch._new_uids(account, box, fresh=False)
        assert fetch._commit(account, uid, mail(1), 10, folder, fresh=False) == 1
    assert ImapAccount.objects.get().untidy == [uid]
    assert take(account) == 0
    assert headlines() == ["1"]
    with server.box(CARE) as box:
        assert box.uids("UNSEEN") == []


def test_two_processes_watch_and_it_is_taken_once(server: Dovecot) -> None:
    account = fetched(server)
    take(account)
    server.put(CARE, mail(1))
    with signed_in(account) as one, signed_in(account) as other:
        stale = ImapAccount.objects.select_related("mailbox").get()
        folder = fetch._opened(stale, other)
        (uid,) = fetch._new_uids(stale, other, fresh=False)
        assert fetch.take_new(ImapAccount.objects.select_related("mailbox").get(), one) == 1
        assert fetch._commit(stale, uid, mail(1), 10, folder, fresh=False) == 0
    assert InboundMail.objects.count() == 1


def test_the_uids_begin_anew_and_nothing_is_taken_twice(server: Dovecot) -> None:
    account = fetched(server)
    take(account)
    server.put(CARE, mail(1))
    take(account)
    with server.box(CARE) as box:
        box.flag(box.uids("ALL"), ["\\Seen"], False)
    server.put(CARE, mail(2))
    ImapAccount.objects.update(uid_validity=1, last_uid=40_000)
    assert take(account) == 1
    assert headlines() == ["1", "2"]


def test_what_was_taken_is_moved_when_wanted(server: Dovecot) -> None:
    account = fetched(server, move_to="Archive")
    server.put(CARE, mail(1))
    take(account)
    with server.box(CARE) as box:
        assert box.uids("ALL") == []
        box.folder.set("Archive")
        assert len(box.uids("ALL")) == 1


def test_what_is_too_large_is_seen(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 300)
    account = fetched(server)
    server.put(CARE, mail(1) + b"x" * 500)
    server.put(CARE, mail(2))
    assert take(account) == 2
    large, small = mails()
    assert (large.state, "25 MB" in large.why, small.state) == ("kept", True, "new")
    assert b"xxx" not in bytes(large.blob.content)


def test_a_wrong_password_is_said_and_the_right_one_mends_it(server: Dovecot) -> None:
    fetched(server, secret="wrong")
    with watching():
        wait_until(lambda: Mailbox.objects.get().error, what="the error")
        assert "AUTHENTICATIONFAILED" in Mailbox.objects.get().error
        assert "wrong" not in Mailbox.objects.get().error
        fetched(server)
        wait_until(lambda: Mailbox.objects.get().well_at, what="the sign-in")
        assert Mailbox.objects.get().error == ""


def test_a_server_that_goes_away_comes_back() -> None:
    from django.conf import settings

    before, settings.PRIVATE_NETWORKS_ALLOWED = settings.PRIVATE_NETWORKS_ALLOWED, LOOPBACK
    try:
        with running_dovecot() as server:
            fetched(server)
            with watching():
                wait_until(lambda: Mailbox.objects.get().well_at, what="the sign-in")
                server.stop()
                wait_until(lambda: Mailbox.objects.get().error, what="the error")
                server.start()
                server.put(CARE, mail(1))
                wait_until(lambda: InboundMail.objects.exists(), what="the mail")
                wait_until(lambda: not Mailbox.objects.get().error, what="the error to end")
    finally:
        settings.PRIVATE_NETWORKS_ALLOWED = before


def test_a_mailbox_that_is_switched_off_is_left_alone(server: Dovecot) -> None:
    account = fetched(server)
    with watching():
        wait_until(lambda: Mailbox.objects.get().well_at, what="the sign-in")
        switch_mailbox(account.mailbox, on=False, by=NOBODY)
        wait_until(lambda: not any(t.name.startswith("andon-imap-") for t in threading.enumerate()), what="its end")
        server.put(CARE, mail(1))
        switch_mailbox(account.mailbox, on=True, by=NOBODY)
        wait_until(lambda: InboundMail.objects.count() == 1, what="the mail")


def test_a_server_that_tells_nothing_is_asked_again(settings: Any) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = LOOPBACK
    with running_dovecot(idle=False) as server:
        fetched(server)
        ImapAccount.objects.update(poll_seconds=0)
        with watching():
            wait_until(lambda: Mailbox.objects.get().well_at, what="the sign-in")
            server.put(CARE, mail(1))
            wait_until(lambda: InboundMail.objects.count() == 1, what="the mail")


def test_trying_says_what_happened(server: Dovecot, relay: Any) -> None:
    account = fetched(server)
    tried = try_mailbox(account.mailbox)
    assert [one.well for one in tried] == [True, True]
    assert "it tells us of new mail at once" in tried[0].said
    fetched(server, folder="Nowhere")
    first, _second = try_mailbox(account.mailbox)
    assert not first.well
    assert "Nowhere" in first.said
    assert Mailbox.objects.get().error == first.said


def test_a_private_server_needs_an_administrators_leave(server: Dovecot, settings: Any) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = []
    account = fetched(server)
    first, _second = try_mailbox(account.mailbox)
    assert "inside a private network" in first.said


def test_signing_in_by_oauth_with_a_refresh_token_that_changes(settings: Any) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = LOOPBACK
    tokens = TokenServer(CARE).start()
    try:
        with running_dovecot(oauth=tokens.for_dovecot) as server:
            tokens.rotates = True
            account = fetched(
                server,
                sign_in="other",
                secret="first refresh token",
                client_id="andon",
                token_url=f"{tokens.url}/token",
            )
            assert "refresh" not in account.secret
            server.put(CARE, mail(1))
            assert take(account) == 1
            assert tokens.asked[0]["client_id"] == "andon"
            assert unseal(ImapAccount.objects.get().secret) == tokens.refresh_token
            # The access token is used again while it is good, and asked for anew when it is refused.
            take(account)
            assert len(tokens.asked) == 1
            tokens.tokens.clear()
            first, _second = try_mailbox(account.mailbox)
            assert not first.well
            assert take(account) == 0
            assert len(tokens.asked) == 2
            tokens.refresh_token = "another"
            fetched(server, sign_in="other", secret="", token_url=f"{tokens.url}/token")
            first, _second = try_mailbox(account.mailbox)
            assert "the token server refused: 400 invalid_grant" in first.said
    finally:
        tokens.stop()

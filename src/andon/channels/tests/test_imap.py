"""IMAP mailboxes, against a real Dovecot: whatever ends when, each mail is taken once."""

import pytest
from tests.live_server import wait_until
from tests.peers.dovecot import Dovecot, needs_dovecot

from andon.channels.email.imap import fetch
from andon.channels.email.imap.connection import signed_in
from andon.channels.models import ImapAccount, InboundMail, Mailbox

from .imap_taking import CARE, fetched, headlines, mail, mails, take, watching

pytestmark = [needs_dovecot, pytest.mark.django_db(transaction=True)]


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

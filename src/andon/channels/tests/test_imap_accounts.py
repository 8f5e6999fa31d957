"""IMAP accounts: wrong passwords, servers that go away or tell nothing, trying one, signing in by OAuth."""

import threading
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.live_server import wait_until
from tests.peers.dovecot import Dovecot, needs_dovecot, running_dovecot
from tests.peers.token_server import TokenServer

from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.actions.try_mailbox import try_mailbox
from andon.channels.models import ImapAccount, InboundMail, Mailbox
from andon.kit.secret import unseal

from .imap_taking import CARE, LOOPBACK, fetched, mail, take, watching

pytestmark = [needs_dovecot, pytest.mark.django_db(transaction=True)]


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

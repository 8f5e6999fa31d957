"""A signed-in connection to an IMAP server, to the address that was checked and to no other."""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox

from andon.channels.models import ImapAccount
from andon.channels.models.imap_account import Preset, Security
from andon.kit.errors import Refused
from andon.kit.http import check_host
from andon.kit.secret import unseal

from .oauth import NoToken, access_token, forget_token

_TIMEOUT = 30

FAULTS = (OSError, imaplib.IMAP4.error, ImapToolsError, Refused, NoToken)
"""Whatever can go wrong with the other side."""


class _Plain(imaplib.IMAP4):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        return socket.create_connection((check_host(self.host, self.port), self.port), timeout)


class _Tls(imaplib.IMAP4_SSL):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = socket.create_connection((check_host(self.host, self.port), self.port), timeout)
        secured: socket.socket = self.ssl_context.wrap_socket(plain, server_hostname=self.host)
        return secured


class _Box(BaseMailBox):
    def __init__(self, account: ImapAccount) -> None:
        self._account = account
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        host, port = self._account.host, self._account.port
        if self._account.security == Security.TLS:
            return _Tls(host, port, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT)
        client = _Plain(host, port, timeout=_TIMEOUT)
        if self._account.security == Security.STARTTLS:
            try:
                client.starttls(ssl.create_default_context())
            except BaseException:
                client.shutdown()
                raise
        return client


@contextmanager
def signed_in(account: ImapAccount) -> Iterator[BaseMailBox]:
    """With its folder open. Raises one of FAULTS; the connection is closed afterwards, however it ends."""
    box = _Box(account)
    try:
        _sign_in(box, account)
        box.folder.set(account.folder)
        yield box
    finally:
        try:
            box.logout()
        except FAULTS:
            box.client.shutdown()


def _sign_in(box: BaseMailBox, account: ImapAccount) -> None:
    if account.sign_in == Preset.PASSWORD:
        password = unseal(account.secret) if account.secret else ""
        plain = (account.user + password).isascii()
        (box.login if plain else box.login_utf8)(account.user, password, initial_folder=None)
        return
    try:
        box.xoauth2(account.user, access_token(account), initial_folder=None)
    except imaplib.IMAP4.error:
        forget_token(account)
        raise

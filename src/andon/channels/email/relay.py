"""Connections to mail relays: each worker thread keeps one open for each relay, and says hello once for many mails."""

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from andon.channels.models import Mailbox
from andon.kit.http import check_host
from andon.kit.secret import unseal

_TIMEOUT = 20
_MOST_MAILS = 200
"""Then a connection is made anew: a relay may count."""
_LONGEST_IDLE = 20.0
"""Seconds; relays hang up after a minute or more."""


@dataclass(slots=True)
class _Open:
    smtp: smtplib.SMTP
    used_at: float
    mails: int = 0


class _Kept(threading.local):
    """One thread's connections by their relay's URL."""

    def __init__(self) -> None:
        self.by_url: dict[str, _Open] = {}


_kept = _Kept()


@contextmanager
def connected(mailbox: Mailbox | None) -> Iterator[smtplib.SMTP]:
    """The thread's connection to the mailbox's relay (or the configured one), ready for a mail.

    It stays open for the next mail, unless something went wrong: then nobody knows how it stands.
    """
    url, guarded = relay_of(mailbox)
    found = _usable(url) or _Open(open_relay(url, guarded=guarded), time.monotonic())
    _kept.by_url[url] = found
    try:
        yield found.smtp
    except BaseException:
        _drop(url)
        raise
    found.used_at, found.mails = time.monotonic(), found.mails + 1
    if found.mails >= _MOST_MAILS:
        _drop(url)


def hang_up() -> None:
    """Close this thread's connections."""
    for url in list(_kept.by_url):
        _drop(url)


def relay_of(mailbox: Mailbox | None) -> tuple[str, bool]:
    """The URL, and whether an administrator typed it on a screen: then it may not lead into a private network."""
    if mailbox is not None and mailbox.relay:
        return unseal(mailbox.relay), True
    return settings.MAIL_RELAY, False


def _usable(url: str) -> _Open | None:
    found = _kept.by_url.get(url)
    if found is None:
        return None
    try:
        if time.monotonic() - found.used_at < _LONGEST_IDLE and found.smtp.noop()[0] == 250:
            return found
    except (OSError, smtplib.SMTPException):
        pass
    _drop(url)
    return None


def _drop(url: str) -> None:
    found = _kept.by_url.pop(url, None)
    if found is not None:
        with suppress(OSError, smtplib.SMTPException):
            found.smtp.docmd("QUIT")
        found.smtp.close()


class NoTls(smtplib.SMTPException):
    """It would have to be told a password in the clear."""

    def __init__(self) -> None:
        super().__init__("it offers no TLS (STARTTLS), so it is not told the password; try smtps://")


class _Pinned(smtplib.SMTP):
    """Connects to the address that was checked, and to no other of the same name."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((check_host(host, port), port), timeout)


class _PinnedTls(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = socket.create_connection((check_host(host, port), port), timeout)
        return self.context.wrap_socket(plain, server_hostname=host)


def open_relay(relay: str, *, guarded: bool = False) -> smtplib.SMTP:
    """A connection to it, signed in, encrypted where it can be. Raises OSError, SMTPException or Refused.

    A password goes through TLS only, or to this machine where the URL ends with `?plain=yes`: whoever takes STARTTLS
    out of the answers on their way would read it otherwise.
    """
    url = urlsplit(relay)
    host, port = url.hostname or "127.0.0.1", url.port or (465 if url.scheme == "smtps" else 25)
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if url.scheme == "smtps":
        smtp = (_PinnedTls if guarded else smtplib.SMTP_SSL)(host, port, timeout=_TIMEOUT, context=context)
    else:
        smtp = (_Pinned if guarded else smtplib.SMTP)(host, port, timeout=_TIMEOUT)
    try:
        smtp.ehlo()
        if url.scheme != "smtps" and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
        if url.username:
            if not may_sign_in(smtp, relay):
                raise NoTls
            smtp.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


def may_sign_in(smtp: smtplib.SMTP, relay: str) -> bool:
    """Whether a password may be told to this connection."""
    if isinstance(smtp.sock, ssl.SSLSocket):
        return True
    asked = parse_qs(urlsplit(relay).query).get("plain") == ["yes"]
    return asked and smtp.sock is not None and ip_address(smtp.sock.getpeername()[0]).is_loopback

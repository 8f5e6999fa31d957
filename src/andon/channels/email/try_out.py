"""Try a mailbox, both ways, and say in words what happened. Takes no mail and sends none."""

import smtplib
import socket
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from andon.channels.models import ImapAccount, Mailbox, ProviderHook
from andon.channels.models.mailbox import Kind
from andon.kit.errors import Refused

from .imap.connection import FAULTS, signed_in
from .imap.health import in_words
from .relay import open_relay, relay_of

_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Tried:
    well: bool
    said: str


def try_out(mailbox: Mailbox) -> list[Tried]:
    """Mail in, then mail out."""
    ways = {Kind.LISTENER: _try_listener, Kind.IMAP: _try_imap, Kind.PROVIDER: _look_at_hook}
    return [ways[Kind(mailbox.kind)](mailbox), _try_relay(mailbox)]


def _try_listener(mailbox: Mailbox) -> Tried:
    """Asks our own door whether it takes mail for this address, as a mail server would."""
    listen = settings.MAIL_LISTEN
    host, _colon, port = listen.removeprefix("lmtp:").rpartition(":")
    protocol = smtplib.LMTP if listen.startswith("lmtp:") else smtplib.SMTP
    try:
        with socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), _SECONDS):
            pass
        with protocol(host.strip("[]") or "127.0.0.1", int(port), timeout=_SECONDS) as door:
            door.ehlo_or_helo_if_needed()
            door.mail("")
            code, said = door.rcpt(mailbox.address)
            door.rset()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Tried(False, _("Mail in: our door %(at)s does not answer: %(why)s") % _why(listen, error))
    if code == 250:
        return Tried(True, _("Mail in: our door %(at)s takes mail for this address.") % {"at": listen})
    words = {"at": listen, "why": f"{code} {said.decode(errors='replace')}"}
    return Tried(False, _("Mail in: our door %(at)s refuses this address: %(why)s") % words)


def _try_imap(mailbox: Mailbox) -> Tried:
    account = ImapAccount.objects.filter(mailbox=mailbox).first()
    if account is None:
        return Tried(False, _("Mail in: say first which IMAP server it is on."))
    at = f"{account.host}:{account.port}"
    try:
        with signed_in(account) as box:
            count = len(box.uids("ALL"))
            idle = "IDLE" in box.client.capabilities
    except FAULTS as error:
        return Tried(False, _("Mail in: %(at)s: %(why)s") % _why(at, error))
    how = _("it tells us of new mail at once") if idle else _("it is asked again and again")
    words = {"at": at, "user": account.user, "folder": account.folder, "count": count, "how": how}
    return Tried(True, _("Mail in: signed in to %(at)s as %(user)s, %(count)s mails in %(folder)s; %(how)s.") % words)


def _look_at_hook(mailbox: Mailbox) -> Tried:
    if not ProviderHook.objects.filter(mailbox=mailbox).exists():
        return Tried(False, _("Mail in: say first which provider calls us."))
    if mailbox.well_at is None:
        return Tried(False, _("Mail in: the provider has never called yet. Send a mail to the address to see it work."))
    when = {"when": f"{mailbox.well_at:%Y-%m-%d %H:%M} UTC"}
    return Tried(True, _("Mail in: the provider called us last on %(when)s.") % when)


def _try_relay(mailbox: Mailbox) -> Tried:
    url, guarded = relay_of(mailbox)
    at = url.rpartition("@")[2].partition("?")[0].removeprefix("smtps://").removeprefix("smtp://")
    try:
        relay = open_relay(url, guarded=guarded)
        relay.quit()
    except (OSError, smtplib.SMTPException, Refused) as error:
        return Tried(False, _("Mail out: the relay %(at)s: %(why)s") % _why(at, error))
    return Tried(True, _("Mail out: the relay %(at)s answers.") % {"at": at})


def _why(at: str, error: Exception) -> dict[str, str]:
    return {"at": at, "why": in_words(error)}

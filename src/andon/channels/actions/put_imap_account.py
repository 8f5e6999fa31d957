from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.email.imap.oauth import HOSTS, forget_token
from andon.channels.facts import ImapAccountPut
from andon.channels.models import ImapAccount, Mailbox
from andon.channels.models.imap_account import Preset, Security
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_imap_account(
    mailbox: Mailbox,
    *,
    by: Actor,
    user: str = "",
    host: str = "",
    port: int = 993,
    security: str = Security.TLS,
    sign_in: str = Preset.PASSWORD,
    secret: str = "",
    client_id: str = "",
    client_secret: str = "",
    token_url: str = "",
    folder: str = "INBOX",
    move_to: str = "",
    poll_seconds: int = 60,
) -> ImapAccount:
    """How a mailbox is fetched. `secret` is its password or refresh token; an empty secret leaves the one it has.

    Another server, user or folder begins anew: its unread mails are new.
    """
    if security not in Security.values or sign_in not in Preset.values:
        raise Invalid({"security": _("Choose tls, starttls or none, and password, microsoft, google or other.")})
    if not 1 <= port <= 65_535 or not 10 <= poll_seconds <= 3_600:
        raise Invalid({"port": _("A port is a number up to 65535; look again every 10 to 3600 seconds.")})
    said = {
        "host": clean(host, "host", 253) or HOSTS.get(Preset(sign_in), ""),
        "user": clean(user, "user", 254) or mailbox.address,
        "folder": clean(folder, "folder", 200) or "INBOX",
    }
    if not said["host"]:
        raise Invalid({"host": _("Such as imap.example.org.")})
    more = {
        "port": port,
        "security": security,
        "sign_in": sign_in,
        "client_id": clean(client_id, "client_id", 254),
        "token_url": _checked_url(token_url, needed=sign_in == Preset.OTHER),
        "move_to": clean(move_to, "move_to", 200),
        "poll_seconds": poll_seconds,
        "changed_at": clock.wall(),
    }
    secrets = {"secret": secret, "client_secret": client_secret}
    more |= {name: seal(clean(value, name, 8_000)) for name, value in secrets.items() if value}
    before = ImapAccount.objects.select_for_update().filter(mailbox=mailbox).first()
    if before and any(getattr(before, name) != value for name, value in said.items()):
        more |= {"uid_validity": None, "last_uid": 0, "untidy": []}
    account, _made = ImapAccount.objects.update_or_create(mailbox=mailbox, defaults=said | more)
    forget_token(account)
    record(ImapAccountPut(sign_in=sign_in), subject=mailbox.subject, by=by)
    return account


def _checked_url(url: str, *, needed: bool) -> str:
    url = clean(url, "token_url", 500, required=needed)
    try:
        good = not url or (urlsplit(url).scheme in ("https", "http") and bool(urlsplit(url).hostname))
    except ValueError:
        good = False
    if not good:
        raise Invalid({"token_url": _("An address such as https://login.example.org/token.")})
    return url

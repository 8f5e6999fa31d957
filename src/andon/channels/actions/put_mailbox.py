from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.models import Brand
from andon.channels.facts import MailboxPut
from andon.channels.models import Mailbox
from andon.channels.models.mailbox import Kind
from andon.channels.rules.addresses import LONGEST_NAME, fits
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_mailbox(
    *,
    address: str,
    by: Actor,
    mailbox: Mailbox | None = None,
    name: str = "",
    brand: Brand | None = None,
    team: Team | None = None,
    kind: str = Kind.LISTENER,
    bounce_address: str = "",
    relay: str | None = None,
) -> Mailbox:
    """Add a mailbox, or change this one. `relay` None leaves it as it is, "" is the configured one."""
    address, bounce_address = _checked(address, "address"), _checked(bounce_address, "bounce_address")
    _refuse_taken(address, bounce_address, but=mailbox)
    if kind not in Kind.values:
        raise Invalid({"kind": _("Choose listener, imap or provider.")})
    said: dict[str, Any] = {
        "address": address,
        "name": clean(name, "name", 120),
        "brand": brand,
        "team": team,
        "kind": kind,
        "bounce_address": bounce_address,
    }
    if relay is not None:
        said["relay"] = _sealed_relay(relay)
    if mailbox is None:
        mailbox = Mailbox.objects.create(**said, made_at=clock.now())
    else:
        Mailbox.objects.filter(pk=mailbox.pk).update(**said)
        mailbox.refresh_from_db()
    record(MailboxPut(kind=kind), subject=mailbox.subject, by=by)
    return mailbox


def _checked(address: str, field: str) -> str:
    """Lower case; "" stays where it may be."""
    address = clean(address, field, 254, required=field == "address").lower()
    if address and not fits(address):
        said = _("An address such as care@example.org, with at most %(count)s characters before the @ and no +.")
        raise Invalid({field: said % {"count": LONGEST_NAME}})
    return address


def _refuse_taken(address: str, bounce_address: str, *, but: Mailbox | None) -> None:
    others = Mailbox.objects.exclude(id=but.id) if but else Mailbox.objects.all()
    if others.filter(address=address).exists() or others.filter(bounce_address=address).exists():
        raise Invalid({"address": _("There is a mailbox of this address already.")})
    if bounce_address and (bounce_address == address or others.filter(address=bounce_address).exists()):
        raise Invalid({"bounce_address": _("This is the address of a mailbox; reports need one of their own.")})


def _sealed_relay(relay: str) -> str:
    relay = clean(relay, "relay", 500)
    if not relay:
        return ""
    try:
        url = urlsplit(relay)
        good = url.scheme in ("smtp", "smtps") and url.hostname and (url.port or True)
    except ValueError:
        good = False
    if not good:
        raise Invalid({"relay": _("Such as smtp://user:password@mail.example:587, or smtps://…")})
    return seal(relay)

import base64

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.facts import DkimKeyMade
from andon.channels.models import DkimKey
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.secret import seal
from andon.timeline.actor import Actor
from andon.timeline.record import record

BITS = 2048


@transaction.atomic
def make_dkim_key(domain: str, *, by: Actor) -> DkimKey:
    """A key for the domain of a mailbox of ours. It signs once it is switched on; until then another can replace it."""
    domain = domain.strip().lower()
    if domain not in {row.domain for row in our_mailboxes().rows}:
        raise Invalid({"domain": _("No mailbox of ours has this domain.")})
    before = DkimKey.objects.select_for_update().filter(domain=domain).first()
    if before and before.signs_since:
        raise Conflict(_("Its key signs. Switch it off before you make another."))
    private, public = _new_pair()
    said = {
        "selector": f"andon{clock.now():%Y%m%d%H%M%S}",
        "private": seal(private),
        "public": public,
        "made_at": clock.now(),
    }
    key, _made = DkimKey.objects.update_or_create(domain=domain, defaults=said)
    record(DkimKeyMade(domain=domain), subject=key.subject, by=by)
    return key


def _new_pair() -> tuple[str, str]:
    """PEM, and base64 of the public part as DKIM wants it."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=BITS)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), base64.b64encode(public).decode()

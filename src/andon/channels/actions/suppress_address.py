from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.facts import AddressSuppressed
from andon.channels.models import Suppression
from andon.channels.models.suppression import Reason
from andon.channels.rules.addresses import is_address
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def suppress_address(address: str, *, by: Actor, reason: str = Reason.BY_HAND, why: str = "") -> Suppression:
    """Nothing is sent to this address from now on; its deliveries say so. Doing it again changes nothing."""
    address = clean(address, "address", 254, required=True).lower()
    if not is_address(address):
        raise Invalid({"address": _("This is not an e-mail address.")})
    said = {"reason": reason, "why": clean(why, "why", 500), "since": clock.now(), "by": by.key}
    found, made = Suppression.objects.get_or_create(address=address, defaults=said)
    if made:
        record(AddressSuppressed(reason=reason), subject=found.subject, by=by)
    return found

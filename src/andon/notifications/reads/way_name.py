"""What a way of reaching somebody is called on screens that others read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.channels.reads.how_it_went import HowItWent


@dataclass(frozen=True, slots=True)
class Way:
    """One message: by what (an address, or the name she gave to a service), and what became of it."""

    by: str
    went: HowItWent


def way_name(delivery: Delivery, labels: Mapping[str, str]) -> str:
    """A mail by its address, a number by its last digits, a service by the name she gave it: what is sealed is never
    shown. `labels`: those names by address."""
    match delivery.channel:
        case "email":
            return delivery.address
        case "sms":
            return _("SMS to …%(digits)s") % {"digits": delivery.address[-4:]}
        case "voice":
            return _("call to …%(digits)s") % {"digits": delivery.address[-4:]}
    return labels.get(delivery.address, delivery.channel.title())

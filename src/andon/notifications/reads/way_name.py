"""What a way of reaching somebody is called on screens that others read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.reads.how_it_went import HowItWent, how_it_went
from andon.kit import clock
from andon.work.models import DueWork


@dataclass(frozen=True, slots=True)
class Way:
    """One message: by what (an address, or the name she gave to a service), and what became of it."""

    by: str
    went: HowItWent


def ways_gone(deliveries: Sequence[Delivery], labels: Mapping[str, str]) -> list[Way]:
    """What became of each, in order, with when those go out that still wait; one query if any does."""
    due = goes_at(deliveries)
    return [_way(one, labels, due.get(one.key)) for one in deliveries]


def goes_at(deliveries: Iterable[Delivery]) -> dict[str, datetime]:
    """By key, of those that wait for a time to come."""
    waits = [f"delivery:{one.key}" for one in deliveries if one.state == State.PLANNED]
    later = DueWork.objects.filter(key__in=waits, run_at__gt=clock.now()) if waits else DueWork.objects.none()
    return {str(key).removeprefix("delivery:"): at for key, at in later.values_list("key", "run_at")}


def _way(delivery: Delivery, labels: Mapping[str, str], at: datetime | None) -> Way:
    went = HowItWent("none", _("goes out at"), at, delivery.error) if at else how_it_went(delivery)
    return Way(way_name(delivery, labels), went)


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

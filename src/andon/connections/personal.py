"""What vendors told us and we told them may speak of a person: it is kept for some days, as bytes that nobody reads
again but for a replay. Erasing her forgets every such content that names one of her addresses or numbers."""

from typing import Any
from urllib.parse import quote_plus

from django.db.models import Q, QuerySet

from andon.customers.models import Contact

from .models import IncomingDelivery, OutgoingDelivery
from .models.outgoing_delivery import Departure

_FEWEST = 5


def export(contact: Contact) -> dict[str, list[dict[str, Any]]]:
    """That something came or went, when and by which connection; the contents are copies of what other rooms hold."""
    came = _came(contact).select_related("connection").order_by("received_at")
    went = _went(contact).select_related("connection").order_by("made_at")
    return {
        "came_in": [
            {"at": one.received_at.isoformat(), "by": one.connection.name, "kind": one.kind}
            for one in came.defer("body")
        ],
        "went_out": [{"at": one.made_at.isoformat(), "by": one.connection.name, "kind": one.kind} for one in went],
    }


def erase(contact: Contact) -> None:
    """What still waits is forgotten too: it is not taken in, and not sent."""
    _came(contact).update(body=None, headers={})
    went = list(_went(contact).values_list("pk", flat=True))
    OutgoingDelivery.objects.filter(pk__in=went, state=Departure.PLANNED).update(state=Departure.PARKED)
    OutgoingDelivery.objects.filter(pk__in=went).update(content={}, answer="", error="")


def _came(contact: Contact) -> QuerySet[IncomingDelivery]:
    """Bytes are compared in the one spelling that has lower case: a form post writes @ and + as %40 and %2B."""
    found = IncomingDelivery.objects.filter(body__isnull=False)
    said = [spelled.encode() for one in _points(contact) for spelled in {one, quote_plus(one)}]
    where = " OR ".join(["position(lower(encode(%s, 'escape')) IN lower(encode(body, 'escape'))) > 0"] * len(said))
    return found.extra(where=[f"({where})"], params=said) if said else found.none()  # noqa: S610


def _went(contact: Contact) -> QuerySet[OutgoingDelivery]:
    found, named = OutgoingDelivery.objects.exclude(content={}), Q()
    for one in _points(contact):
        named |= Q(content__icontains=one)
    return found.filter(named) if named else found.none()


def _points(contact: Contact) -> list[str]:
    """Her addresses and numbers; a very short one would stand in anything."""
    return [value for value in contact.points.values_list("value", flat=True) if len(value) >= _FEWEST]

"""What this room holds about a person: what she said elsewhere."""

from typing import Any

from django.db.models import Q, QuerySet

from andon.customers.models import Contact
from andon.meaning.actions.forget import forget

from .models import Signal

GONE = "—"


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {
            "at": signal.happened_at.isoformat(),
            "source": signal.source,
            "url": signal.url,
            "text": signal.text,
            "rating": signal.rating,
            "name": signal.author_name,
            "handle": signal.author_handle,
            "email": signal.author_email,
            "attributes": signal.attributes,
        }
        for signal in _of(contact).order_by("happened_at", "id")
    ]


def erase(contact: Contact) -> None:
    """Her words and names go, and where they stand; that something was said, when, and how it was rated stays.

    The digest of its key stays too, so that the source cannot bring it again.
    """
    hers = list(_of(contact).values_list("id", flat=True))
    Signal.objects.filter(id__in=hers).update(
        text=GONE,
        author_name=GONE,
        author_handle="",
        author_email="",
        url="",
        external_key="",
        attributes={},
        dismiss_note="",
    )
    forget("signal", hers)


def _of(contact: Contact) -> "QuerySet[Signal]":
    """Those that name her, and those of her addresses that came before she was known."""
    points = {kind: [point.value for point in contact.points.all() if point.kind == kind] for kind in _FIELDS}
    held = Q(contact=contact)
    for kind, field in _FIELDS.items():
        held |= Q(**{f"{field}__in": points[kind]})
    return Signal.objects.filter(held)


_FIELDS = {"email": "author_email", "handle": "author_handle"}

"""Everything that is kept about a person, for her."""

from typing import Any

from andon.customers.models import Contact
from andon.customers.personal import personal_rooms


def export_contact(contact: Contact) -> dict[str, Any]:
    """JSON-ready: what this room holds and what each other room holds, by its name."""
    mine = {
        "name": contact.name,
        "position": contact.position,
        "account": contact.account.name if contact.account else None,
        "points": [{"kind": point.kind, "value": point.value} for point in contact.points.all()],
    }
    return {"customers": mine} | {room.name: room.export(contact) for room in personal_rooms()}

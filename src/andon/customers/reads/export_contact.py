"""Everything that is kept about a person, for her."""

from typing import Any

from andon.customers.models import Contact
from andon.customers.personal import personal_rooms

from .who_opened import who_opened


def export_contact(contact: Contact) -> dict[str, Any]:
    """JSON-ready: what this room holds and what each other room holds, by its name."""
    mine = {
        "name": contact.name,
        "external_id": contact.external_id,
        "position": contact.position,
        "locale": contact.locale,
        "time_zone": contact.time_zone,
        "attributes": contact.attributes,
        "account": contact.account.name if contact.account else None,
        "points": [{"kind": point.kind, "value": point.value} for point in contact.points.all()],
        "opened": [look.at.isoformat() for look in who_opened(contact.subject, limit=1000)],
    }
    return {"customers": mine} | {room.name: room.export(contact) for room in personal_rooms()}

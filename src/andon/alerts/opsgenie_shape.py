"""Our alerts as Opsgenie's API shows them."""

from datetime import datetime
from typing import Any

from .formats.opsgenie import PRIORITY_OF
from .models import Alert, AlertNote
from .models.alert import State
from .rules.build import mapping, text
from .rules.receipt import Receipt

_SAID = {
    "create": "Created alert",
    "close": "Closed alert",
    "acknowledge": "Acknowledged alert",
    "snooze": "Snoozed alert",
    "notes": "Added note",
    "message": "Updated message",
    "description": "Updated description",
}


def alert_shape(alert: Alert) -> dict[str, Any]:
    details = mapping(mapping(alert.payload.get("payload")).get("custom_details"))
    priority = text(details.get("priority"))
    return {
        "id": str(alert.id),
        "tinyId": alert.id.hex,
        "alias": alert.dedup_key,
        "message": alert.summary,
        "description": text(details.get("description")),
        "status": "closed" if alert.state == State.RESOLVED else "open",
        "acknowledged": alert.state == State.ACKNOWLEDGED,
        "isSeen": alert.state != State.OPEN,
        "tags": details["tags"] if isinstance(details.get("tags"), list) else [],
        "snoozed": alert.snoozed_until is not None,
        "snoozedUntil": _said(alert.snoozed_until) if alert.snoozed_until else None,
        "count": alert.count,
        "lastOccurredAt": _said(alert.last_at),
        "createdAt": _said(alert.opened_at),
        "updatedAt": _said(alert.resolved_at or alert.last_at),
        "source": alert.source,
        "owner": "",
        "priority": priority if priority in ("P1", "P2", "P3", "P4", "P5") else PRIORITY_OF.get(alert.severity, "P3"),
        "responders": [],
        "integration": {"id": str(alert.key_id), "name": alert.key.name, "type": "API"},
        "details": {name: text(value) for name, value in details.items() if text(value)},
    }


def note_shape(note: AlertNote) -> dict[str, str]:
    # Opsgenie pages notes by an offset of its own; ours are few enough for one page.
    return {"note": note.text, "owner": note.by, "createdAt": _said(note.at), "offset": note.id.hex}


def receipt_shape(receipt: Receipt, alert: Alert | None) -> dict[str, Any]:
    good = alert is not None
    return {
        "success": good,
        "isSuccess": good,
        "action": receipt.verb,
        "processedAt": _said(receipt.at),
        "status": _SAID.get(receipt.verb, "Done") if good else "Alert does not exist",
        "alertId": str(alert.id) if alert else "",
        "alias": alert.dedup_key if alert else "",
        "integrationId": str(alert.key_id) if alert else "",
    }


def _said(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

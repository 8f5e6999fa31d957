"""Alerts changed many at a time, by one statement of one text: Django's own bulk statements are slow to build."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from .models import Alert

# Column: its type, and what is handed over for an alert.
_CHANGED: dict[str, tuple[str, Callable[[Alert], Any]]] = {
    "id": ("uuid", lambda alert: alert.id),
    "state": ("text", lambda alert: str(alert.state)),
    "count": ("bigint", lambda alert: alert.count),
    "last_at": ("timestamptz", lambda alert: alert.last_at),
    "severity": ("text", lambda alert: alert.severity),
    "summary": ("text", lambda alert: alert.summary),
    "payload": ("jsonb", lambda alert: json.dumps(alert.payload)),
    "resolved_at": ("timestamptz", lambda alert: alert.resolved_at),
    "snoozed_until": ("timestamptz", lambda alert: alert.snoozed_until),
}
_ROWS = f"unnest({', '.join(f'%s::{kind}[]' for kind, _value in _CHANGED.values())}) AS new ({', '.join(_CHANGED)})"
_SET = ", ".join(f"{name} = new.{name}" for name in _CHANGED if name != "id")
_UPDATE = f"UPDATE alerts_alert AS alert SET {_SET} FROM {_ROWS} WHERE alert.id = new.id"  # noqa: S608


def store_changed(alerts: Sequence[Alert]) -> None:
    """What events can change of an alert; the rest of its row is left alone."""
    if alerts:
        with connection.cursor() as cursor:
            cursor.execute(_UPDATE, [[value(alert) for alert in alerts] for _kind, value in _CHANGED.values()])

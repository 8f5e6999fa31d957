"""Alerts stored many at a time, by one statement of one text: Django's own bulk statements are slow to build."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from .models import Alert

# Column: its type, and what is handed over for an alert.
_Columns = dict[str, tuple[str, Callable[[Alert], Any]]]
_CHANGING: _Columns = {
    "state": ("text", lambda alert: str(alert.state)),
    "count": ("bigint", lambda alert: alert.count),
    "last_at": ("timestamptz", lambda alert: alert.last_at),
    "severity": ("text", lambda alert: alert.severity),
    "summary": ("text", lambda alert: alert.summary),
    "payload": ("jsonb", lambda alert: json.dumps(alert.payload)),
    "resolved_at": ("timestamptz", lambda alert: alert.resolved_at),
    "snoozed_until": ("timestamptz", lambda alert: alert.snoozed_until),
}
_ALL: _Columns = {
    "id": ("uuid", lambda alert: alert.id),
    "service_id": ("uuid", lambda alert: alert.service_id),
    "key_id": ("uuid", lambda alert: alert.key_id),
    "dedup_key": ("text", lambda alert: alert.dedup_key),
    "source": ("text", lambda alert: alert.source),
    "opened_at": ("timestamptz", lambda alert: alert.opened_at),
    **_CHANGING,
}


def _rows(columns: _Columns) -> str:
    """The arrays as rows, named `new`."""
    return f"unnest({', '.join(f'%s::{kind}[]' for kind, _value in columns.values())}) AS new ({', '.join(columns)})"


_CHANGED = {"id": _ALL["id"], **_CHANGING}
_SET = ", ".join(f"{name} = new.{name}" for name in _CHANGING)
_INSERT = f"INSERT INTO alerts_alert ({', '.join(_ALL)}) SELECT {', '.join(_ALL)} FROM {_rows(_ALL)}"  # noqa: S608
_UPDATE = f"UPDATE alerts_alert AS alert SET {_SET} FROM {_rows(_CHANGED)} WHERE alert.id = new.id"  # noqa: S608


def store_new(alerts: Sequence[Alert]) -> None:
    _store(_INSERT, _ALL, alerts)


def store_changed(alerts: Sequence[Alert]) -> None:
    """What events can change of an alert; the rest of its row is left alone."""
    _store(_UPDATE, _CHANGED, alerts)


def _store(statement: str, columns: _Columns, alerts: Sequence[Alert]) -> None:
    if alerts:
        with connection.cursor() as cursor:
            cursor.execute(statement, [[value(alert) for alert in alerts] for _kind, value in columns.values()])

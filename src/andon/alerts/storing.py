"""Changed alerts, stored by one statement: Django's own bulk update is a CASE a row and column, and slow to build."""

import json
from collections.abc import Sequence

from django.db import connection

from .models import Alert

_UPDATE = """
UPDATE alerts_alert AS alert
SET state = new.state, count = new.count, last_at = new.last_at, severity = new.severity, summary = new.summary,
    payload = new.payload::jsonb, resolved_at = new.resolved_at, snoozed_until = new.snoozed_until
FROM unnest(%s::uuid[], %s::text[], %s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::text[],
            %s::timestamptz[], %s::timestamptz[])
    AS new (id, state, count, last_at, severity, summary, payload, resolved_at, snoozed_until)
WHERE alert.id = new.id
"""


def store_changed(alerts: Sequence[Alert]) -> None:
    """What events can change of an alert; the rest of its row is left alone."""
    if not alerts:
        return
    columns = (
        [alert.id for alert in alerts],
        [str(alert.state) for alert in alerts],
        [alert.count for alert in alerts],
        [alert.last_at for alert in alerts],
        [alert.severity for alert in alerts],
        [alert.summary for alert in alerts],
        [json.dumps(alert.payload) for alert in alerts],
        [alert.resolved_at for alert in alerts],
        [alert.snoozed_until for alert in alerts],
    )
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, columns)

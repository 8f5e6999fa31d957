from typing import Literal

from django.db import transaction

from andon.connections.facts import ConnectionPaused
from andon.connections.models import Connection
from andon.connections.vendor import find_vendor
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def pause_connection(
    connection: Connection, *, by: Actor, why: Literal["asked", "failing", "refused"] = "asked"
) -> Connection:
    """Send nothing more, and let what comes in wait; nothing is lost. Repeating it changes nothing."""
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    if connection.paused_at is None:
        connection.paused_at, connection.paused_why = clock.now(), why
        connection.save(update_fields=["paused_at", "paused_why"])
        record(ConnectionPaused(vendor=connection.vendor, why=why), subject=connection.subject, by=by)
        if vendor := find_vendor(connection.vendor):
            vendor.changed(connection)
    return connection

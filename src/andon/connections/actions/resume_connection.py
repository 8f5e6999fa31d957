from django.db import transaction

from andon.connections.facts import ConnectionResumed
from andon.connections.models import Connection
from andon.connections.outbox import plan_what_waits
from andon.connections.taking import take_what_waits
from andon.connections.vendor import find_vendor
from andon.timeline.actor import Actor
from andon.timeline.record import record

_FRESH = {"paused_at": None, "paused_why": "", "failures": 0, "failing_since": None, "resting_until": None}


@transaction.atomic
def resume_connection(connection: Connection, *, by: Actor) -> Connection:
    """Go on: what waited is sent and taken in its order. Repeating it changes nothing."""
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    if connection.paused_at is not None:
        Connection.objects.filter(pk=connection.pk).update(**_FRESH)
        connection.refresh_from_db()
        record(ConnectionResumed(vendor=connection.vendor), subject=connection.subject, by=by)
        if vendor := find_vendor(connection.vendor):
            vendor.changed(connection)
        plan_what_waits(connection)
        take_what_waits(connection)
    return connection

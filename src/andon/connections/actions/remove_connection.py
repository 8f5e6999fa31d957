from django.db import transaction

from andon.connections.facts import ConnectionRemoved
from andon.connections.models import Connection
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def remove_connection(connection: Connection, *, by: Actor) -> None:
    """Forget it, its secrets, its links and all that came in and went out by it. What the vendor still sends is not
    known any more."""
    record(ConnectionRemoved(vendor=connection.vendor), subject=connection.subject, by=by)
    connection.delete()

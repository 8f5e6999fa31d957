from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.facts import DeliveriesReplayed
from andon.connections.keeping import vendor_named
from andon.connections.models import Connection, IncomingDelivery
from andon.connections.models.incoming_delivery import Arrival
from andon.connections.taking import plan_taking
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def replay_incoming(connection: Connection, ids: Sequence[UUID], *, by: Actor) -> int:
    """Take these deliveries in once more, in the order they came; returns how many. Raises Conflict where the content
    of one is no longer kept."""
    vendor = vendor_named(connection.vendor)
    found = IncomingDelivery.objects.select_for_update().filter(connection=connection, id__in=ids).order_by("id")
    rows = list(found)
    if any(row.body is None for row in rows):
        raise Conflict(_("The content of such an old delivery is no longer kept."))
    if rows:
        IncomingDelivery.objects.filter(id__in=[row.id for row in rows]).update(state=Arrival.WAITING, why="")
        if not connection.is_paused:
            plan_taking(rows, vendor)
        fact = DeliveriesReplayed(vendor=vendor.slug, direction="in", count=len(rows))
        record(fact, subject=connection.subject, by=by)
    return len(rows)

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.facts import DeliveriesReplayed
from andon.connections.keeping import vendor_named
from andon.connections.models import Connection, OutgoingDelivery
from andon.connections.models.outgoing_delivery import Departure
from andon.connections.outbox import plan_sending
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def replay_outgoing(connection: Connection, ids: Sequence[UUID], *, by: Actor) -> int:
    """Send these again, parked or sent, in the order they were made and with all their patience back; returns how
    many. What is planned already goes now. Raises Conflict where the content of one is no longer kept."""
    vendor = vendor_named(connection.vendor)
    found = OutgoingDelivery.objects.select_for_update().filter(connection=connection, id__in=ids).order_by("id")
    rows = list(found)
    if any(row.content == {} for row in rows):
        raise Conflict(_("The content of such an old delivery is no longer kept."))
    for row in rows:
        row.state, row.attempts, row.next_at, row.patient_since = Departure.PLANNED, 0, None, clock.now()
    OutgoingDelivery.objects.bulk_update(rows, ["state", "attempts", "next_at", "patient_since"], batch_size=1000)
    if rows:
        plan_sending(rows)
        fact = DeliveriesReplayed(vendor=vendor.slug, direction="out", count=len(rows))
        record(fact, subject=connection.subject, by=by)
    return len(rows)

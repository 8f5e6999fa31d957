from datetime import timedelta

from django.db import transaction
from django.db.models import F

from andon.connections.models import Connection, IncomingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.taking import plan_taking
from andon.connections.vendor import Told, Vendor
from andon.kit import clock
from andon.kit.text import scrub

_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def receive_delivery(connection: Connection, vendor: Vendor, arrived: Arrived) -> bool:
    """Keep a genuine delivery as it came and plan that it is taken; False when it is one that came before.

    Raises Refused for what cannot be read. A paused connection's deliveries are kept and wait.
    """
    row = _row(connection, vendor.read(arrived, connection), arrived)
    IncomingDelivery.objects.bulk_create([row], ignore_conflicts=True)
    if not IncomingDelivery.objects.filter(id=row.id).exists():
        before = IncomingDelivery.objects.filter(connection=connection, delivery_id=row.delivery_id)
        before.update(repeats=F("repeats") + 1)
        return False
    if not connection.is_paused:
        plan_taking([row], vendor)
    _note_life(connection)
    return True


def _row(connection: Connection, told: Told, arrived: Arrived) -> IncomingDelivery:
    id = scrub(told.id)
    return IncomingDelivery(
        connection=connection,
        # A name that is too long for its place is no name.
        delivery_id=id if 0 < len(id) <= 255 else arrived.digest,
        kind=scrub(told.kind)[:120],
        order=scrub(told.order)[:255],
        tail=scrub(arrived.tail)[:255],
        headers={name.lower(): scrub(text)[:1000] for name, text in told.headers.items()},
        body=arrived.body,
        size=len(arrived.body),
        received_at=clock.now(),
    )


def _note_life(connection: Connection) -> None:
    """At most once a minute: deliveries at once would otherwise wait for each other at this row."""
    now = clock.now()
    if connection.last_in_at is None or now - connection.last_in_at > _NOTED_EVERY:
        Connection.objects.filter(pk=connection.pk).update(last_in_at=now)

"""What came in, taken as due work: one order one at a time, exactly once where the vendor needs no call for it."""

from collections.abc import Iterable

from django.db import transaction

from andon.kit import clock
from andon.work.lanes import CALL
from andon.work.plan import Planned, plan_all

from .models import Connection, IncomingDelivery
from .models.incoming_delivery import Arrival
from .seats import seat
from .vendor import Vendor, find_vendor


def plan_taking(deliveries: Iterable[IncomingDelivery], vendor: Vendor) -> None:
    from .due import take_in, take_in_outside

    plan_all(
        Planned(
            task=take_in_outside if vendor.takes_outside else take_in,
            args={"id": str(delivery.id)},
            key=delivery.work_key,
            order=f"connections.in|{delivery.connection_id}|{delivery.order}" if delivery.order else "",
            lane=vendor.lane_of(delivery),
        )
        for delivery in deliveries
    )


def take_what_waits(connection: Connection) -> None:
    """All that came in while it was paused, in its order."""
    vendor = find_vendor(connection.vendor)
    if vendor is not None:
        waiting = IncomingDelivery.objects.filter(connection=connection, state=Arrival.WAITING).defer("body")
        plan_taking(waiting.order_by("id"), vendor)


def take(id: str) -> None:
    """Let the vendor act on one delivery. What is no longer there, or waits for a paused connection, is left."""
    delivery = IncomingDelivery.objects.select_related("connection").filter(id=id, state=Arrival.WAITING).first()
    if delivery is None or delivery.connection.is_paused:
        return
    vendor = find_vendor(delivery.connection.vendor)
    if vendor is None or delivery.body is None:
        note(delivery, "nothing here takes it any more")
        return
    if vendor.takes_outside and vendor.lane_of(delivery) == CALL:
        with seat(delivery.connection_id, delivery.work_key) as seated:
            if seated:
                note(delivery, vendor.take(delivery, delivery.connection))
    else:
        note(delivery, vendor.take(delivery, delivery.connection))


@transaction.atomic
def note(delivery: IncomingDelivery, why: str) -> None:
    IncomingDelivery.objects.filter(pk=delivery.pk).update(
        state=Arrival.IGNORED if why else Arrival.TAKEN, why=why[:255], taken_at=clock.now()
    )

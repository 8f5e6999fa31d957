from django.db import transaction

from andon.channels.facts import DeliveryTold
from andon.channels.ledger import SYSTEM, facts_of
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit import clock
from andon.timeline.record import record

# One that was given up after a repeat may still arrive by the first try.
_WAITS = (State.PLANNED, State.HANDING_OVER, State.HANDED_OVER, State.FAILED)


@transaction.atomic
def note_arrival(key: str) -> Delivery | None:
    """The receipt of a delivery has come, before or after the hand-over was noted: it is told.

    Noting it again changes nothing. None where nothing is waiting for it.
    """
    delivery = Delivery.objects.select_for_update().filter(key=key).first()
    if delivery is None or delivery.state not in (*_WAITS, State.TOLD):
        return None
    if delivery.state != State.TOLD:
        now = clock.now()
        delivery.state, delivery.error, delivery.told_at = State.TOLD, "", now
        delivery.handed_over_at = delivery.handed_over_at or now
        delivery.save(update_fields=["state", "error", "told_at", "handed_over_at"])
        record(DeliveryTold(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])
    return delivery

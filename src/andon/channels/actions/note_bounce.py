from django.db import transaction

from andon.channels.facts import DeliveryBounced
from andon.channels.ledger import facts_of
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_bounce(message_id: str, *, why: str) -> Delivery | None:
    """A message of ours came back for good: what was told is owed again. Noting it twice changes nothing."""
    delivery = Delivery.objects.select_for_update().filter(message_id=message_id).first()
    if delivery is not None and delivery.state in (State.TOLD, State.HANDED_OVER, State.HANDING_OVER):
        delivery.state, delivery.error = State.BOUNCED, why[:2000]
        delivery.save(update_fields=["state", "error"])
        record(
            DeliveryBounced(**facts_of(delivery)),
            subject=delivery.subject,
            by=Actor.system("channels"),
            about=[delivery.recipient],
        )
    return delivery

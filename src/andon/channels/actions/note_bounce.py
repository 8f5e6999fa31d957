from collections.abc import Sequence

from django.db import transaction

from andon.channels.facts import DeliveryBounced
from andon.channels.ledger import facts_of
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.models.suppression import Reason
from andon.channels.rules.bounces import ends_address
from andon.kit.text import scrub
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .suppress_address import suppress_address

SYSTEM = Actor.system("channels")
GONE = (State.TOLD, State.HANDED_OVER, State.HANDING_OVER)


@transaction.atomic
def note_bounce(
    delivery: Delivery,
    *,
    why: str,
    status: str = "",
    failed: Sequence[str] = (),
    complaint: bool = False,
    stops: bool = True,
) -> Delivery:
    """A message of ours came back for good: what was told is owed again. Noting it twice changes nothing.

    `failed` are the addresses that the report names; none means the recipient. An address that is gone for good, or
    whose owner complains, is not written to any more (who works here excepted); with `stops` False it is all the same.
    """
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    why = scrub(why)[:500]
    hers = {delivery.address.lower(), *(copy.lower() for copy in delivery.copies)}
    named = [address for address in failed if address in hers] or [delivery.address.lower()]
    writable = delivery.recipient_kind != "user" and delivery.address
    if stops and writable and (complaint or ends_address(status, why)):
        for address in named:
            suppress_address(address, by=SYSTEM, reason=Reason.COMPLAINT if complaint else Reason.BOUNCE, why=why)
    if delivery.address.lower() in named and not complaint and delivery.state in GONE:
        delivery.state, delivery.error = State.BOUNCED, why
        delivery.save(update_fields=["state", "error"])
        record(DeliveryBounced(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])
    return delivery

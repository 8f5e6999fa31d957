from django.db import transaction

from andon.channels import ledger
from andon.channels.models import Delivery
from andon.channels.models.delivery import State

_WAITS = (State.PLANNED, State.HANDING_OVER, State.HANDED_OVER)


@transaction.atomic
def note_no_arrival(key: str, *, why: str) -> Delivery | None:
    """What was handed over did not arrive, says the other side: it failed.

    Noting it again changes nothing, nor does it take back what was told. None where nothing is waiting for it.
    """
    delivery = Delivery.objects.select_for_update().filter(key=key).first()
    if delivery is None or delivery.state not in (*_WAITS, State.FAILED, State.TOLD):
        return None
    if delivery.state in _WAITS:
        ledger.failed(delivery, why=why)
    return delivery

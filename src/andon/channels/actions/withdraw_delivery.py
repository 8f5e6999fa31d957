from django.db import transaction

from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.work.plan import cancel


@transaction.atomic
def withdraw_delivery(key: str) -> bool:
    """Take back what was not handed over yet; False when it is too late. Repeating it changes nothing."""
    delivery = Delivery.objects.select_for_update().get(key=key)
    if delivery.state not in (State.PLANNED, State.WITHDRAWN):
        return False
    delivery.state = State.WITHDRAWN
    delivery.save(update_fields=["state"])
    cancel(f"delivery:{key}")
    return True

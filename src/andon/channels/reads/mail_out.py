"""What we sent, and what became of it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from andon.channels.models import Delivery
from andon.channels.models.delivery import State

from .how_it_went import HowItWent, how_it_went

TROUBLE = (State.FAILED, State.BOUNCED, State.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Sent:
    """Without what it says, and without a customer's whole address: whoever sets up needs neither."""

    delivery: Delivery

    @property
    def to(self) -> str:
        if self.delivery.channel != "email":
            return self.delivery.channel
        if self.delivery.recipient_kind == "contact":
            return "…@" + self.delivery.address.rpartition("@")[2]
        return self.delivery.address

    @property
    def went(self) -> HowItWent:
        return how_it_went(self.delivery)


def deliveries(*, trouble: bool = False, purpose: str = "") -> QuerySet[Delivery]:
    """The newest first; `trouble`: those alone that did not arrive."""
    found = Delivery.objects.order_by("-at", "-id")
    found = found.filter(state__in=TROUBLE) if trouble else found
    return found.filter(purpose=purpose) if purpose else found

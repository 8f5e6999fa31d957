from uuid import UUID

from django.db import transaction

from andon.channels.models import Delivery
from andon.channels.models.delivery import State as DeliveryState
from andon.kit.subject import Subject
from andon.notifications.rules.reached import Tried, anybody_reached
from andon.paging.models import Escalation
from andon.timeline.actor import Actor

from .escalate_now import escalate_now

_REACHED = (DeliveryState.PLANNED, DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER, DeliveryState.TOLD)


@transaction.atomic
def hurry_after_failure(escalation_id: UUID) -> None:
    """Nobody of the last step can be reached by any way: take the next step now instead of waiting for an answer.

    Whose phone cannot be reached is not reached by mail alone.
    """
    run = Escalation.objects.select_for_update().get(id=escalation_id)
    itself = Subject("escalation", run.id)
    last = f"page:{run.id}:{run.turn - 1}:"
    pages = Delivery.objects.filter(subject_kind=itself.kind, subject_id=itself.id, key__startswith=last)
    tried = [Tried(str(page.recipient_id), page.channel, page.state in _REACHED) for page in pages]
    if run.is_running and not anybody_reached(tried):
        escalate_now(run, by=Actor.system("paging"))

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, NotAllowed
from andon.people.models import User
from andon.schedules.facts import SwapDeclined
from andon.schedules.models import Swap, SwapOffer
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def decline_swap(swap: Swap, *, user: User, by: Actor) -> None:
    """It is no longer offered to her; the others still may. Repeating it changes nothing."""
    offer = SwapOffer.objects.select_for_update().filter(swap=swap, user=user).first()
    if offer is None:
        raise NotAllowed(_("This was not offered to you."))
    if offer.declined_at:
        return
    if not swap.is_open:
        raise Conflict(_("Somebody was faster, or it is over."))
    offer.declined_at = clock.now()
    offer.save(update_fields=["declined_at"])
    record(SwapDeclined(swap=swap.id), subject=swap.schedule.subject, by=by, about=[user.subject])

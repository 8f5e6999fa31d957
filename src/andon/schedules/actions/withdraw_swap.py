from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.notifications.actions.withdraw_notices import withdraw_notices
from andon.schedules.due import forget_end_of_swap
from andon.schedules.facts import SwapEnded
from andon.schedules.models import Swap
from andon.schedules.models.swap import SwapState
from andon.schedules.notices import SWAP
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def withdraw_swap(swap: Swap, *, by: Actor) -> None:
    """Nobody is asked any more. Repeating it changes nothing; once it is taken, the override is what may be removed."""
    swap = Swap.objects.select_for_update(of=("self",)).select_related("schedule__team", "asker").get(pk=swap.pk)
    if swap.state == SwapState.TAKEN:
        raise Conflict(_("It is taken. Take the override away instead."))
    if not swap.is_open:
        return
    swap.state = SwapState.WITHDRAWN
    swap.save(update_fields=["state"])
    fact = SwapEnded(swap=swap.id, how=SwapState.WITHDRAWN)
    record(fact, subject=swap.schedule.subject, by=by, about=[swap.asker.subject, swap.schedule.team.subject])
    forget_end_of_swap(swap)
    withdraw_notices(swap.subject, kind=SWAP)

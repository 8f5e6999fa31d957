from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.notifications.actions.withdraw_notices import withdraw_notices
from andon.people.models import User
from andon.schedules.due import forget_end_of_swap
from andon.schedules.facts import SwapTaken
from andon.schedules.models import Swap
from andon.schedules.models.override import Mode
from andon.schedules.models.swap import SwapState
from andon.schedules.notices import SWAP, SWAP_ENDED, Told, tell
from andon.schedules.words import taken_words
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .override_shift import override_shift


@transaction.atomic
def take_swap(swap: Swap, *, taker: User, by: Actor) -> Swap:
    """She is on call instead of who asked; the first one has it. Taking it again changes nothing."""
    swap = Swap.objects.select_for_update(of=("self",)).select_related("schedule__team", "asker").get(pk=swap.pk)
    if swap.state == SwapState.TAKEN and swap.taker_id == taker.id:
        return swap
    if not swap.is_open or swap.starts_at <= clock.now():
        raise Conflict(_("Somebody was faster, or it is over."))
    if taker.id == swap.asker_id:
        raise Conflict(_("It is yours: take the question back instead."))
    swap.override = override_shift(
        swap.schedule,
        mode=Mode.REPLACE,
        user=taker,
        remove=swap.asker,
        starts_at=swap.starts_at,
        ends_at=swap.ends_at,
        reason=_("Swap"),
        by=by,
    )
    swap.state, swap.taker = SwapState.TAKEN, taker
    swap.save(update_fields=["state", "taker", "override"])
    fact = SwapTaken(swap=swap.id, override=swap.override.id)
    record(
        fact,
        subject=swap.schedule.subject,
        by=by,
        about=[taker.subject, swap.asker.subject, swap.schedule.team.subject],
    )
    forget_end_of_swap(swap)
    withdraw_notices(swap.subject, kind=SWAP)
    words = taken_words(swap.schedule, swap.asker, swap, taker)
    tell(SWAP_ENDED, swap.schedule.subject, [Told(f"swap_taken:{swap.id}", swap.asker, *words)])
    return swap

from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.notifications.actions.withdraw_notices import withdraw_notices
from andon.schedules.facts import SwapEnded
from andon.schedules.models import Swap
from andon.schedules.models.swap import SwapState
from andon.schedules.notices import SWAP, SWAP_ENDED, Told, tell
from andon.schedules.words import expired_words
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def expire_swap(id: UUID) -> None:
    """Its time has come and nobody took it: the asker hears that it is hers. Repeating it changes nothing."""
    found = Swap.objects.select_for_update(of=("self",)).select_related("schedule__team", "asker")
    swap = found.filter(id=id).first()
    if swap is None or not swap.is_open or swap.starts_at > clock.now():
        return
    swap.state = SwapState.EXPIRED
    swap.save(update_fields=["state"])
    fact = SwapEnded(swap=swap.id, how=SwapState.EXPIRED)
    about = [swap.asker.subject, swap.schedule.team.subject]
    record(fact, subject=swap.schedule.subject, by=Actor.system("schedules"), about=about)
    withdraw_notices(swap.subject, kind=SWAP)
    words = expired_words(swap.schedule, swap.asker, swap)
    tell(SWAP_ENDED, swap.schedule.subject, [Told(f"swap_expired:{swap.id}", swap.asker, *words)])

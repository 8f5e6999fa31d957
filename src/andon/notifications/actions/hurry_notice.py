from django.db import transaction

from andon.channels.due import hand_over
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit import clock
from andon.notifications.models import Notice
from andon.notifications.rules.reached import Tried, hurries
from andon.work.models import DueWork
from andon.work.plan import plan

REACHED = (State.PLANNED, State.HANDING_OVER, State.HANDED_OVER, State.TOLD)


@transaction.atomic
def hurry_notice(key: str) -> str | None:
    """This message of a notice failed: the next way of the same person is taken now instead of at its time.

    Returns the key of the message that goes out earlier; None where none waits, or where something else may reach her.
    """
    notice = Notice.objects.select_for_update().of_messages([key]).first()
    if notice is None:
        return None
    found = {one.key: one for one in Delivery.objects.filter(key__in=notice.messages)}
    waits = {f"delivery:{name}": one for name, one in found.items() if one.state == State.PLANNED}
    later = list(
        DueWork.objects.filter(key__in=list(waits), run_at__gt=clock.now(), attempts=0, parked_at=None)
        .order_by("run_at", "id")
        .values_list("key", "lane")
    )
    gone = [one for one in found.values() if f"delivery:{one.key}" not in dict(later)]
    tried = [Tried(str(notice.user_id), one.channel, one.state in REACHED) for one in gone]
    if not later or key not in found or not hurries(found[key].channel, tried):
        return None
    due, lane = later[0]
    hurried = waits[str(due)]
    plan(hand_over, {"key": hurried.key}, key=due, lane=lane)
    return hurried.key

from django.db import transaction

from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit import clock
from andon.kit.subject import Subject
from andon.notifications.models import Notice
from andon.work.plan import cancel


@transaction.atomic
def withdraw_notices(about: Subject, *, kind: str) -> int:
    """It is settled: what waits of this kind about the subject is sent to nobody any more, and counts as read.

    What is being handed over right now goes out. Returns how many messages were withdrawn; repeating changes nothing.
    """
    found = Notice.objects.about(about).filter(kind=kind).unread()
    keys = [key for messages in found.values_list("messages", flat=True) for key in messages]
    found.update(read_at=clock.now())
    waiting = list(
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(key__in=keys, state=State.PLANNED)
        .values_list("key", flat=True)
    )
    Delivery.objects.filter(key__in=waiting).update(state=State.WITHDRAWN, error="it was settled before")
    cancel(*(f"delivery:{key}" for key in waiting))
    return len(waiting)

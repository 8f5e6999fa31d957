from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.notifications.facts import NoticesRead
from andon.notifications.models import Notice
from andon.people.models import User
from andon.timeline.record import record


@transaction.atomic
def read_notices(user: User, *, ids: Collection[UUID] | None = None, about: Subject | None = None) -> int:
    """She has read these of her notices, those about a subject, or (neither named) all; messages still waiting are not
    sent any more. Returns how many were unread; repeating it changes nothing."""
    hers = Notice.objects.filter(user=user).unread()
    hers = hers if ids is None else hers.filter(id__in=ids)
    hers = hers if about is None else hers.about(about)
    count = hers.update(read_at=clock.now())
    if count:
        record(NoticesRead(count=count), subject=user.subject, by=user.actor)
    return count

from django.db import transaction

from andon.kit import clock
from andon.schedules.facts import FeedRevoked
from andon.schedules.models import Feed
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Actor) -> None:
    """Its address answers nothing any more. Repeating it changes nothing."""
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now()):
        record(FeedRevoked(feed=feed.id), subject=feed.holder.subject, by=by)

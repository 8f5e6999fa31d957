from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.secret import digest, new_token
from andon.people.models import User
from andon.schedules.facts import FeedCreated
from andon.schedules.models import Feed, Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST = 20


@transaction.atomic
def create_feed(*, holder: User, schedule: Schedule | None, by: Actor) -> tuple[Feed, str]:
    """A new secret for a calendar program, returned once; only its digest is kept. No schedule: her own shifts."""
    # Her row is held, so that no two count the same.
    User.objects.select_for_update().get(pk=holder.pk)
    if Feed.objects.filter(holder=holder, revoked_at=None).count() >= MOST:
        raise Conflict(_("At most 20 calendar addresses. Revoke one that is not used."))
    token = new_token()
    feed = Feed.objects.create(holder=holder, schedule=schedule, digest=digest(token), made_at=clock.now())
    about = [schedule.subject] if schedule else []
    record(FeedCreated(feed=feed.id), subject=holder.subject, by=by, about=about)
    return feed, token

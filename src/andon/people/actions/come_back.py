from django.db import transaction

from andon.people.facts import CameBack
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def come_back(user: User, *, by: Actor) -> User:
    """Here again, before the time she named. Repeating it changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.away_until is not None:
        user.away_until = None
        user.save(update_fields=["away_until"])
        record(CameBack(), subject=user.subject, by=by)
    return user

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.people.facts import WentAway
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def go_away(user: User, *, until: datetime, stand_in: User | None, by: Actor) -> User:
    """Away until then: no new cases, and the stand-in hears what her customers write. Repeating it moves the end."""
    if check_moment(until, "until") <= clock.now():
        raise Invalid({"until": _("That is in the past. Name a time from now on.")})
    if stand_in == user:
        raise Invalid({"stand_in": _("Somebody else must stand in.")})
    user = User.objects.select_for_update().get(pk=user.pk)
    user.away_until, user.stand_in = until, stand_in
    user.save(update_fields=["away_until", "stand_in"])
    record(WentAway(until=until, stand_in=stand_in.id if stand_in else None), subject=user.subject, by=by)
    return user

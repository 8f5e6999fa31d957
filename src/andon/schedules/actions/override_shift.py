from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.people.models import User
from andon.schedules.facts import ShiftOverridden
from andon.schedules.models import Override, Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=2 * 366)


@transaction.atomic
def override_shift(schedule: Schedule, *, user: User, starts_at: datetime, ends_at: datetime, by: Actor) -> Override:
    """Put somebody on call for a while, over whoever has the turn. The override made last wins."""
    if check_moment(ends_at, "ends_at") <= check_moment(starts_at, "starts_at"):
        raise Invalid({"ends_at": _("This ends before it begins.")})
    if ends_at <= clock.now():
        raise Invalid({"ends_at": _("That is in the past. Name a time from now on.")})
    if ends_at - starts_at > LONGEST:
        raise Invalid({"ends_at": _("At most a year at once.")})
    if ends_at > clock.now() + FARTHEST:
        raise Invalid({"ends_at": _("At most two years ahead.")})
    override = Override.objects.create(schedule=schedule, user=user, starts_at=starts_at, ends_at=ends_at)
    record(
        ShiftOverridden(user=user.id, starts_at=starts_at, ends_at=ends_at),
        subject=schedule.subject,
        by=by,
        about=[user.subject, schedule.team.subject],
    )
    return override

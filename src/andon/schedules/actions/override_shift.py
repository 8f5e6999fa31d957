from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.people.models import User
from andon.schedules.due import watch_soon
from andon.schedules.facts import ShiftOverridden
from andon.schedules.models import Override, Schedule
from andon.schedules.models.override import Mode
from andon.timeline.actor import Actor
from andon.timeline.record import record

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=2 * 366)


@transaction.atomic
def override_shift(
    schedule: Schedule,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    user: User | None = None,
    mode: str = Mode.REPLACE_ALL,
    remove: User | None = None,
    reason: str = "",
    priority: int = 0,
) -> Override:
    """Put somebody on call for a while, instead of everybody, of one person (`remove`) or as well; or take one off.

    The higher priority wins, of equal ones the override made last.
    """
    check_span(starts_at, ends_at)
    _check_people(mode, user, remove)
    if not -100 <= priority <= 100:
        raise Invalid({"priority": _("Write a number from -100 to 100.")})
    override = Override.objects.create(
        schedule=schedule,
        mode=mode,
        user=user,
        remove=remove,
        starts_at=starts_at,
        ends_at=ends_at,
        priority=priority,
        reason=clean(reason, "reason", 200),
    )
    concerned = [one.subject for one in (user, remove) if one]
    fact = ShiftOverridden(
        user=user.id if user else None,
        starts_at=starts_at,
        ends_at=ends_at,
        mode=mode,
        remove=remove.id if remove else None,
    )
    record(fact, subject=schedule.subject, by=by, about=[*concerned, schedule.team.subject])
    watch_soon(schedule)
    return override


def check_span(starts_at: datetime, ends_at: datetime) -> None:
    """Raises Invalid for a time that is over, or longer or farther away than anybody plans."""
    if check_moment(ends_at, "ends_at") <= check_moment(starts_at, "starts_at"):
        raise Invalid({"ends_at": _("This ends before it begins.")})
    if ends_at <= clock.now():
        raise Invalid({"ends_at": _("That is in the past. Name a time from now on.")})
    if ends_at - starts_at > LONGEST:
        raise Invalid({"ends_at": _("At most a year at once.")})
    if ends_at > clock.now() + FARTHEST:
        raise Invalid({"ends_at": _("At most two years ahead.")})


def _check_people(mode: str, user: User | None, remove: User | None) -> None:
    if mode not in Mode.values:
        raise Invalid({"mode": _("There is no such kind of override.")})
    comes, goes = mode != Mode.REMOVE, mode in (Mode.REPLACE, Mode.REMOVE)
    if comes != (user is not None):
        raise Invalid({"user": _("Say who takes over.") if comes else _("Nobody comes in here; leave this empty.")})
    if goes != (remove is not None):
        raise Invalid({"remove": _("Say who is not on call.") if goes else _("Nobody goes here; leave this empty.")})
    if user and user == remove:
        raise Invalid({"remove": _("Somebody else takes over.")})

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.kit.zones import time_zones
from andon.people.models import Team, User
from andon.schedules.facts import SchedulePut
from andon.schedules.models import Rotation, RotationMember, Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_schedule(
    *,
    slug: str,
    name: str,
    team: Team,
    members: Sequence[User],
    starts_at: datetime,
    by: Actor,
    turn_days: int = 7,
    time_zone: str = "UTC",
) -> Schedule:
    """Add a schedule with one rotation, or replace the rotation of the one of the same slug."""
    if time_zone not in time_zones():
        raise Invalid({"time_zone": _("There is no such time zone.")})
    if not 1 <= turn_days <= 366:
        raise Invalid({"turn_days": _("A turn lasts from 1 to 366 days.")})
    check_moment(starts_at, "starts_at")
    schedule, _made = Schedule.objects.update_or_create(
        slug=check_slug(slug),
        defaults={"name": clean(name, "name", 120, required=True), "team": team, "time_zone": time_zone},
    )
    schedule.rotations.all().delete()
    rotation = Rotation.objects.create(schedule=schedule, starts_at=starts_at, turn_days=turn_days)
    RotationMember.objects.bulk_create(
        RotationMember(rotation=rotation, user=user, position=position) for position, user in enumerate(members)
    )
    record(SchedulePut(slug=schedule.slug), subject=schedule.subject, by=by, about=[team.subject])
    return schedule

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.kit.zones import time_zones
from andon.people.models import Team, User
from andon.schedules.facts import SchedulePut
from andon.schedules.layer_in import LayerIn
from andon.schedules.models import Schedule
from andon.schedules.rules.wall import local_of
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .put_layers import put_layers

PLAIN = "Turns"


@transaction.atomic
def put_schedule(
    *,
    slug: str,
    name: str,
    team: Team,
    by: Actor,
    members: Sequence[User] = (),
    starts_at: datetime | None = None,
    turn_days: int = 7,
    time_zone: str = "UTC",
    layers: Sequence[LayerIn] | None = None,
    holds_from: datetime | None = None,
) -> Schedule:
    """Add a schedule, or change the one of the same slug; what it said until now stays so.

    Its layers are `layers`, or with `starts_at` a plain one: `members` take turns of `turn_days` days. Without either
    they stay as they are.
    """
    if time_zone not in time_zones():
        raise Invalid({"time_zone": _("There is no such time zone.")})
    if not 1 <= turn_days <= 366:
        raise Invalid({"turn_days": _("A turn lasts from 1 to 366 days.")})
    given = {"name": clean(name, "name", 120, required=True), "team": team, "time_zone": time_zone}
    schedule, _made = Schedule.objects.update_or_create(slug=check_slug(slug), defaults=given)
    record(SchedulePut(slug=schedule.slug), subject=schedule.subject, by=by, about=[team.subject])
    if layers is None and starts_at is not None:
        begins = local_of(check_moment(starts_at, "starts_at"), ZoneInfo(time_zone))
        layers = [_plain(members, begins, turn_days)] if members else []
    if layers is not None:
        put_layers(schedule, layers=layers, by=by, holds_from=holds_from)
    return schedule


def _plain(members: Sequence[User], begins: datetime, turn_days: int) -> LayerIn:
    weeks, rest = divmod(turn_days, 7)
    unit, every = ("day", turn_days) if rest else ("week", weeks)
    return LayerIn(name=PLAIN, turns=[[user] for user in members], unit=unit, every=every, begins=begins)

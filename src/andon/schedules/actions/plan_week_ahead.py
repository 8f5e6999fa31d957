from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from andon.kit import clock
from andon.people.models import User
from andon.schedules.due import tell_week
from andon.schedules.rules.wall import first_instant, local_of
from andon.work.plan import Planned, plan_all

AT = time(7)
WITHIN = timedelta(hours=26)
"""A little more than a day, so that no Monday falls between two looks."""


@transaction.atomic
def plan_week_ahead() -> None:
    """Plan the summary of each person whose Monday morning comes within a day. Planned twice, it is sent once."""
    now = clock.now()
    pieces = []
    for user in User.objects.filter(is_active=True):
        monday, at = next_monday(user.time_zone, now)
        if at <= now + WITHIN:
            args = {"user": str(user.id), "monday": monday.isoformat()}
            pieces.append(Planned(task=tell_week, args=args, key=f"week_ahead:{user.id}:{monday:%Y%m%d}", run_at=at))
    plan_all(pieces)


def next_monday(time_zone: str, now: datetime) -> tuple[datetime, datetime]:
    """The next Monday morning in the zone: by its clock, and as an instant; this one until it is over."""
    zone = ZoneInfo(time_zone)
    local = local_of(now, zone)
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), AT)
    at = first_instant(monday, zone)
    if at <= now:
        monday += timedelta(days=7)
        at = first_instant(monday, zone)
    return monday, at

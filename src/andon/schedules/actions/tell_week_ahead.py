from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.notices import WEEK, Told, tell
from andon.schedules.reads.plans import load_schedules, plan_of
from andon.schedules.rules.days import MIDNIGHT
from andon.schedules.rules.final import final_schedule, shifts
from andon.schedules.rules.wall import day_at
from andon.schedules.words import week_words


@transaction.atomic
def tell_week_ahead(id: UUID, monday: date) -> None:
    """Tell somebody on Monday when she is on call this week; who is not hears nothing. Repeating it changes nothing."""
    user = User.objects.filter(id=id, is_active=True).first()
    if user is None:
        return
    zone = ZoneInfo(user.time_zone)
    start, end = day_at(monday, MIDNIGHT, zone), day_at(monday + timedelta(days=7), MIDNIGHT, zone)
    found = [
        (starts, ends, schedule)
        for schedule in load_schedules(Schedule.objects.all(), start)
        for who, starts, ends in shifts(final_schedule(plan_of(schedule), start, end))
        if who == user
    ]
    if found:
        told = sorted(found, key=lambda one: (one[0], one[2].name))
        tell(WEEK, user.subject, [Told(f"week_ahead:{monday:%Y%m%d}", user, *week_words(user, told))])

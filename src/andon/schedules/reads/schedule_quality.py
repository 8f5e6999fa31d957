"""How good a schedule is over the weeks to come."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from andon.kit import clock
from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.rules.final import final_schedule
from andon.schedules.rules.quality import Quality, quality_of

from .plans import load_schedules, plan_of

PERIODS = (4, 12, 26, 52)
USUAL = 12
"""In weeks."""


def schedule_quality(schedule: Schedule, weeks: int) -> Quality[User]:
    now = clock.now()
    (loaded,) = load_schedules(Schedule.objects.filter(pk=schedule.pk), now)
    watches = final_schedule(plan_of(loaded), now, now + timedelta(weeks=weeks))
    return quality_of(watches, ZoneInfo(schedule.time_zone))

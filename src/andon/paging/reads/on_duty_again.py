"""When somebody will be on call again, for a step that waits for the next shift."""

from collections.abc import Sequence
from datetime import datetime

from andon.schedules.models import Schedule
from andon.schedules.reads.people_on_call import on_call_again


def on_duty_again(schedules: Sequence[str], at: datetime) -> datetime | None:
    """The first instant at which one of these (by id) has somebody; None: not within a month."""
    if not schedules:
        return None
    found = on_call_again(Schedule.objects.filter(id__in=schedules), at)
    return min((moment for moment in found.values() if moment is not None), default=None)

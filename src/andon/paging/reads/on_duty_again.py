"""When somebody will be on call again, for a step that waits for the next shift."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from andon.schedules.models import Schedule
from andon.schedules.reads.who_is_on_call import plain_turns
from andon.schedules.rules.turns import shifts

_AHEAD = timedelta(days=31)


def on_duty_again(schedules: Sequence[str], at: datetime) -> datetime | None:
    """The first instant at which one of these (by id) has somebody; None: not within a month."""
    if not schedules:
        return None
    found = Schedule.objects.filter(id__in=schedules).prefetch_related("rotations__members", "overrides")
    coming = [shift for one in found for shift in shifts(*plain_turns(one), at, at + _AHEAD)]
    return min((shift.starts_at for shift in coming if shift.user is not None), default=None)

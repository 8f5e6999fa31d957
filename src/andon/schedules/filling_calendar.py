"""What a calendar said becomes its shifts: what was stays as it was, what comes is as it is said now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from andon.kit import clock
from andon.people.models import User

from .models import Calendar, CalendarShift
from .reading_ics import IcsEvent
from .rules.who_is_meant import who_is_meant

FARTHEST = timedelta(days=5 * 366)
"""So far back and ahead the screen of who is on call leads; shifts are kept for that, and for the month it shows."""
KEPT = FARTHEST + timedelta(days=31)


def fill_calendar(calendar: Calendar, events: Sequence[IcsEvent]) -> None:
    """In the transaction of the caller."""
    now = clock.now()
    users = User.objects.filter(is_active=True)
    by_email = {user.email.lower(): user for user in users}
    by_name = {user.name.lower(): user for user in users}
    said = {}
    for one in events:
        if one.ends_at > now:
            user = who_is_meant(one.summary, one.emails, by_email, by_name)
            said[(one.summary, _from(one.starts_at, now), one.ends_at, user.id if user else None)] = one
    for shift in calendar.shifts.filter(ends_at__gt=now):
        if said.pop((shift.summary, _from(shift.starts_at, now), shift.ends_at, shift.user_id), None) is not None:
            continue
        if shift.starts_at >= now:
            shift.delete()
        else:
            shift.ends_at = now
            shift.save(update_fields=["ends_at"])
    CalendarShift.objects.bulk_create(
        CalendarShift(calendar=calendar, user_id=user, summary=summary, starts_at=starts or now, ends_at=ends)
        for summary, starts, ends, user in said
    )


def _from(starts: datetime, now: datetime) -> datetime | None:
    """None: it has begun. When matters no more; a shift begins no earlier than it was first read."""
    return starts if starts > now else None

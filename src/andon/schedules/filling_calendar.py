"""What a calendar said becomes its shifts: what was stays as it was, what comes is as it is said now."""

from collections.abc import Sequence

from andon.kit import clock
from andon.people.models import User

from .models import Calendar, CalendarShift
from .reading_ics import IcsEvent
from .rules.who_is_meant import who_is_meant


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
            said[(one.summary, one.starts_at, one.ends_at, user.id if user else None)] = one
    for shift in calendar.shifts.filter(ends_at__gt=now):
        if said.pop((shift.summary, shift.starts_at, shift.ends_at, shift.user_id), None) is not None:
            continue
        if shift.starts_at >= now:
            shift.delete()
        else:
            shift.ends_at = now
            shift.save(update_fields=["ends_at"])
    CalendarShift.objects.bulk_create(
        CalendarShift(calendar=calendar, user_id=user, summary=summary, starts_at=max(starts, now), ends_at=ends)
        for summary, starts, ends, user in said
    )

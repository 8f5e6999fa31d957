from django.db import transaction

from andon.kit import clock
from andon.schedules.due import watch_soon
from andon.schedules.facts import CalendarRemoved
from andon.schedules.models import Calendar
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import cancel


@transaction.atomic
def remove_calendar(calendar: Calendar, *, by: Actor) -> None:
    """It says nothing from now on and is read no more; what it said until now stays. Repeating it changes nothing."""
    found = Calendar.objects.select_for_update(of=("self",)).select_related("schedule__team").get(pk=calendar.pk)
    now = clock.now()
    cancel(f"calendar:{found.id}")
    coming = found.shifts.filter(ends_at__gt=now)
    if not (found.sealed_url or coming.exists()):
        return
    coming.filter(starts_at__gte=now).delete()
    found.shifts.filter(ends_at__gt=now).update(ends_at=now)
    found.sealed_url = ""
    found.save(update_fields=["sealed_url"])
    fact = CalendarRemoved(calendar=found.id)
    record(fact, subject=found.schedule.subject, by=by, about=[found.schedule.team.subject])
    watch_soon(found.schedule)

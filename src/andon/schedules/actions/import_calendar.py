from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock, http
from andon.kit.errors import Conflict, Invalid, Refused
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.schedules.due import read_calendar_at, watch_soon
from andon.schedules.facts import CalendarImported
from andon.schedules.filling_calendar import fill_calendar
from andon.schedules.models import Calendar, Schedule
from andon.schedules.reading_ics import read_ics
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST = 10
UPLOADED_AHEAD = timedelta(days=2 * 366)


@transaction.atomic
def import_calendar(
    schedule: Schedule, *, name: str, by: Actor, url: str = "", content: bytes = b"", priority: int = 0
) -> Calendar:
    """Somebody else's calendar as a layer, only read: two years of a file, or hourly from an address."""
    if bool(url) == bool(content):
        raise Invalid({"url": _("Give an address or a file.")})
    if url:
        _check(url)
    if not -100 <= priority <= 100:
        raise Invalid({"priority": _("Write a number from -100 to 100.")})
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.calendars.count() >= MOST:
        raise Conflict(_("At most 10 calendars. Remove one first."))
    calendar = Calendar.objects.create(
        schedule=schedule,
        name=clean(name, "name", 120, required=True),
        sealed_url=seal(clean(url, "url", 2000)) if url else "",
        priority=priority,
        time_zone=schedule.time_zone,
    )
    if content:
        now = clock.now()
        fill_calendar(calendar, read_ics(content, now, now + UPLOADED_AHEAD, ZoneInfo(schedule.time_zone)))
        calendar.read_at = now
        calendar.save(update_fields=["read_at"])
        watch_soon(schedule)
    else:
        read_calendar_at(calendar)
    fact = CalendarImported(calendar=calendar.id, fetched=bool(url))
    record(fact, subject=schedule.subject, by=by, about=[schedule.team.subject])
    return calendar


def _check(url: str) -> None:
    if not url.startswith(("https://", "http://")):
        raise Invalid({"url": _("An address begins with https:// or http://.")})
    try:
        http.check_url(clean(url, "url", 2000))
    except Invalid:
        raise
    except Refused as no:
        raise Invalid({"url": no.message}) from None

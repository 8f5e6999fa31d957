from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from andon.kit import clock, http
from andon.kit.errors import Invalid, Refused
from andon.kit.secret import unseal
from andon.schedules.due import read_calendar_at, watch_soon
from andon.schedules.filling_calendar import fill_calendar
from andon.schedules.models import Calendar
from andon.schedules.reading_ics import IcsEvent, read_ics

EVERY = timedelta(hours=1)
AHEAD = timedelta(days=366)


def fetch_calendar(id: UUID) -> None:
    """Read it at its address, and plan the next reading. While it cannot be read what it said last stays, and why is
    shown. Repeating it changes nothing."""
    calendar = Calendar.objects.select_related("schedule").filter(id=id).first()
    if calendar is None or not calendar.sealed_url:
        return
    error = ""
    events: list[IcsEvent] | None = None
    try:
        events = _read(calendar)
    except (Refused, http.NoAnswer) as why:
        error = str(why)
    with transaction.atomic():
        held = Calendar.objects.select_for_update().filter(id=id).exclude(sealed_url="").first()
        if held is None:
            return
        held.error = error[:300]
        if events is not None:
            held.read_at = clock.now()
            fill_calendar(held, events)
            watch_soon(calendar.schedule)
        held.save(update_fields=["error", "read_at"])
        read_calendar_at(held, clock.now() + EVERY)


def _read(calendar: Calendar) -> list[IcsEvent]:
    answer = http.request("GET", unseal(calendar.sealed_url), headers={"Accept": "text/calendar"})
    if answer.status_code != 200:
        raise Refused(f"The other side answered {answer.status_code}.")
    now = clock.now()
    try:
        return read_ics(answer.content, now, now + AHEAD, ZoneInfo(calendar.time_zone))
    except Invalid as invalid:
        raise Refused(invalid.message) from None

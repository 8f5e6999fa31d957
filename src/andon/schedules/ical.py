"""Shifts as iCalendar (RFC 5545): instants in UTC, so that no program needs our time zones."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from andon.kit import clock
from andon.kit.secret import sign

from .models import Feed
from .reads.feed_events import FeedEvent


def calendar_of(feed: Feed, events: Iterable[FeedEvent]) -> bytes:
    """The same shift has the same UID whenever it is asked for."""
    name = feed.schedule.name if feed.schedule else feed.holder.name
    calendar = Calendar()
    calendar.add("prodid", "-//Andon//On call//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("On call: %(name)s") % {"name": name})
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    stamp = clock.now().replace(microsecond=0)
    for one in events:
        calendar.add_component(_event(one, stamp))
    return bytes(calendar.to_ical())


def _event(one: FeedEvent, stamp: datetime) -> Event:
    event = Event()
    key = f"{one.schedule.id}:{one.user.id}:{one.starts_at.isoformat()}"
    event.add("uid", f"{sign('on_call_event', key, length=32)}@andon")
    event.add("dtstamp", stamp)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    event.add("summary", f"{one.schedule.name}: {one.user.name}")
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event

"""Somebody else's calendar (RFC 5545), read: its events over a span of time, recurring ones expanded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]  # it says no types
from django.utils.translation import gettext as _
from icalendar import Calendar

from andon.kit.errors import Invalid
from andon.kit.text import scrub

from .bounding_ics import MOST_EVENTS, check_events, check_lines, too_many
from .rules.days import MIDNIGHT
from .rules.wall import day_at, first_instant

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class IcsEvent:
    """`emails`: of whom it invites, in small letters."""

    summary: str
    starts_at: datetime
    ends_at: datetime
    emails: tuple[str, ...]


def read_ics(content: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> list[IcsEvent]:
    """What touches [start, end), by its beginning; days and times without a zone are those of `zone`.

    Raises Invalid (field `file`) for what is no calendar, or repeats too often.
    """
    if len(content) > MOST_BYTES:
        raise Invalid({"file": _("A calendar has at most 1 MB.")})
    try:
        check_lines(content)
        calendar = Calendar.from_ical(content)
        check_events(calendar, end)
        found = list(_events(calendar, start, end, zone))
    except Invalid:
        raise
    except Exception:  # noqa: BLE001  whatever a stranger's file makes the parser say, it is no calendar
        raise Invalid({"file": _("This is no calendar that can be read (iCalendar, RFC 5545).")}) from None
    return sorted(found, key=lambda one: (one.starts_at, one.summary))


def _events(calendar: Any, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[IcsEvent]:
    for event in _expanded(calendar, start, end):
        begins = _instant(event["DTSTART"].dt, zone)
        ends = _instant(event["DTEND"].dt, zone) if "DTEND" in event else begins
        if begins < end and ends > start and begins < ends and str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield IcsEvent(scrub(str(event.get("SUMMARY", "")))[:200], begins, ends, tuple(_emails(event)))


def _expanded(calendar: Any, start: datetime, end: datetime) -> Iterator[Any]:
    """One at a time, and never more than a calendar may have."""
    # A day more on each side: days without a zone are the library's, and then cut as ours.
    start, end = start - timedelta(days=1), end + timedelta(days=1)
    expanded = 0
    for series in recurring_ical_events.of(calendar).series:
        for occurrence in series.between(start, end):
            expanded += 1
            if expanded > MOST_EVENTS:
                raise too_many()
            yield occurrence.as_component(False)


def _instant(said: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(said, datetime):
        return day_at(said, MIDNIGHT, zone)
    return said if said.tzinfo else first_instant(said, zone)


def _emails(event: Any) -> Iterator[str]:
    given = event.get("ATTENDEE", [])
    for one in given if isinstance(given, list) else [given]:
        yield str(one).lower().removeprefix("mailto:")

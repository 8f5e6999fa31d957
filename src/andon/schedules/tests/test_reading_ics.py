"""Calendars of others are read as they are meant, and what is hostile in them costs little."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from recurring_ical_events import Occurrence  # type: ignore[import-untyped]

from andon.kit.errors import Invalid
from andon.schedules.reading_ics import read_ics

from .calendars import SATURDAY, event, ics

LONG_AGO = event("x", ":00010101T000000Z", ":00010101T010000Z", "RRULE:FREQ=DAILY")
MANY_TIMES = ",".join(map(str, range(24)))
HOUR = (":20261101T000000Z", ":20261101T010000Z")


def zone_of(rule: str) -> str:
    lines = ["BEGIN:VTIMEZONE", "TZID:Odd", "BEGIN:STANDARD", "DTSTART:19700101T000000", f"RRULE:{rule}"]
    return "\r\n".join([*lines, "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"])


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (ics(event("x", *HOUR, "RRULE:FREQ=MINU\r\n TELY")), "RRULE"),
        (ics(event("x", *HOUR, f"RRULE:FREQ=DAILY;BYHOUR={MANY_TIMES};BYMINUTE={MANY_TIMES}")), "RRULE"),
        (ics(event("x", *HOUR, f"rrule;x=1:FREQ=YEARLY;BYSECOND={MANY_TIMES}")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE;VALUE=TEXT:FREQ=SECONDLY")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=DAILY;INTERVAL=0")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=WE")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=YEARLY;BYEASTER=1")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=MONTHLY;BYMONTHDAY=0")), "RRULE"),
        (ics(event("x", *HOUR, "RRULE:FREQ=DAILY;BYMONTH=13")), "RRULE"),
        (ics(LONG_AGO), "DTSTART"),
        (ics(LONG_AGO.replace("=DAILY", "=DAILY;COUNT=-1")), "DTSTART"),
        (ics(zone_of("FREQ=YEARLY").replace("1970", "0001"), SATURDAY), "VTIMEZONE"),
        (ics(zone_of("FREQ=SECONDLY"), SATURDAY), "RRULE"),
        (ics(zone_of("FREQ=DAILY"), SATURDAY), "VTIMEZONE"),
        (ics(event("x", *HOUR, *["RDATE:" + ",".join(["20261201T000000Z"] * 100)] * 51)), "RDATE"),
        (ics(event("x", ":20200101T000000Z", ":20260101T000000Z", "RRULE:FREQ=DAILY")), "DTEND"),
        (ics(event("x", *HOUR, "RECURRENCE-ID;RANGE=THISANDFUTURE:20010101T000000Z")), "RECURRENCE-ID"),
        (ics(*[event(f"x{n}", *HOUR) for n in range(3001)]), "3000 events"),
        (ics(*[event(f"x{n}", *HOUR, "RRULE:FREQ=DAILY") for n in range(20)]), "3000 events"),
    ],
)
def test_a_hostile_calendar_costs_little(content: bytes, field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expanded: list[object] = []
    made = Occurrence.as_component
    monkeypatch.setattr(Occurrence, "as_component", lambda *args: expanded.append(args[0]) or made(*args))
    start = datetime(2026, 11, 17, tzinfo=UTC)
    with pytest.raises(Invalid) as refused:
        read_ics(content, start, start + timedelta(days=366), ZoneInfo("Europe/Lisbon"))
    assert field in refused.value.message
    assert len(expanded) <= 3000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU;WKST=SU", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "FREQ=DAILY;INTERVAL=2;UNTIL=20271201T000000Z", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=DAILY;BYHOUR=3;COUNT=40",
        "FREQ=YEARLY",
    ],
)  # fmt: skip
def test_what_people_use_is_read(rule: str) -> None:
    start = datetime(2026, 11, 17, tzinfo=UTC)
    content = ics(zone_of("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"), event("x", *HOUR, f"RRULE:{rule}"))
    assert read_ics(content, start, start + timedelta(days=732), ZoneInfo("Europe/Lisbon"))

"""Calendars as other programs write them (iCalendar)."""


def event(summary: str, start: str, end: str, *more: str) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{summary}", f"DTSTART{start}", f"DTEND{end}", f"SUMMARY:{summary}", *more]
    return "\r\n".join([*lines, "END:VEVENT"])


def ics(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *events, "END:VCALENDAR", ""]).encode()


WEEKDAYS = event(
    "Omar Haddad on call", ";TZID=Europe/Lisbon:20261019T090000", ";TZID=Europe/Lisbon:20261019T180000",
    "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "EXDATE;TZID=Europe/Lisbon:20261120T090000",
)  # fmt: skip
SATURDAY = event("Weekend: mei@fernhill.example", ";VALUE=DATE:20261121", ";VALUE=DATE:20261122")
NOBODYS = event("Backup (tbd)", ":20261123T190000Z", ":20261123T200000Z")

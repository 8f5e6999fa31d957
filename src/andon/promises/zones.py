"""By whose clock a promise is read, and what parts of a day mean here."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from andon.cases.models import Case
from andon.kit import clock
from andon.targets.reads.calendars import default_calendar
from andon.targets.reads.hours_of import hours_of
from andon.targets.rules.calendar import Calendar

from .rules.times import Hours

EARLIEST, LATEST = 12 * 60, 22 * 60


def zone_of(case: Case) -> ZoneInfo:
    """The customer's own, else her account's, else UTC."""
    contact, account = case.contact, case.account
    name = (contact.time_zone if contact else "") or (account.time_zone if account else "") or "UTC"
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def our_hours() -> Hours:
    """When we open and close by the default calendar, as minutes of the customer's day; usual hours without one."""
    calendar = hours_of(default_calendar())
    windows = [window for day in calendar.week for window in day]
    usual = Hours()
    opens = min((begin for begin, _end in windows), default=usual.opens)
    closes = max((end for _begin, end in windows), default=usual.closes)
    if not EARLIEST <= closes <= LATEST or opens >= closes:
        opens, closes = usual.opens, usual.closes
    parts = {**usual.parts, "afternoon": min(usual.parts["afternoon"], closes)}
    return Hours(opens=opens, closes=closes, parts=parts, closed=_closed(calendar))


def _closed(calendar: Calendar) -> frozenset[date]:
    """Working days of the next weeks on which we are closed."""
    today = clock.now().date()
    days = [today + timedelta(days=n) for n in range(40)]
    return frozenset(day for day in days if day.weekday() < 5 and any(calendar.week) and not calendar.windows_on(day))

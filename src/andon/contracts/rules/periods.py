"""The periods of a promise: calendar ones in the account's zone, or the thirty days that end now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .hours import DAY, midnight
from .spans import Span, both
from .terms import MONTH, QUARTER, ROLLING, YEAR, Promise

THIRTY_DAYS = timedelta(days=30)
_MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """`first` names it: its first day there. `span` is what of it the terms were valid for."""

    kind: str
    first: date
    span: Span


def period_at(promise: Promise, at: datetime) -> Period | None:
    """The one that this instant is in; None when the terms were not valid then."""
    if promise.period == ROLLING:
        whole = (at - THIRTY_DAYS, at)
        first = whole[0].astimezone(promise.zone).date()
        # What began after the validity is measured from there on.
        return _valid(promise, first, whole) if _holds(promise, at) else None
    day = at.astimezone(promise.zone).date()
    return calendar_period(promise, _first_of(promise.period, day)) if _holds(promise, at) else None


def calendar_period(promise: Promise, first: date) -> Period | None:
    """The month, quarter or year that begins on this day; None outside of the terms' validity."""
    after = _months_later(first, _MONTHS[promise.period])
    return _valid(promise, first, (midnight(first, promise.zone), midnight(after, promise.zone)))


def periods_before(promise: Promise, at: datetime, most: int) -> list[Period]:
    """Those that are over, the newest first. Rolling ones are told in calendar months of thirty days and have none."""
    if promise.period == ROLLING:
        return []
    first = _first_of(promise.period, at.astimezone(promise.zone).date())
    months = _MONTHS[promise.period]
    found = [calendar_period(promise, _months_later(first, -months * n)) for n in range(1, most + 1)]
    over = [period for period in found if period and period.span[1] <= at]
    now = calendar_period(promise, first)
    return [*([now] if now and now.span[1] <= at else []), *over]


def _valid(promise: Promise, first: date, whole: Span) -> Period | None:
    spans = both([whole], [validity(promise)])
    return Period(promise.period, first, spans[0]) if spans else None


def validity(promise: Promise) -> Span:
    """From the first valid day to the end of the last."""
    last = promise.valid_until or date(9000, 1, 1)
    return midnight(promise.valid_from, promise.zone), midnight(last + DAY, promise.zone)


def _holds(promise: Promise, at: datetime) -> bool:
    begin, end = validity(promise)
    return begin <= at < end


def _first_of(kind: str, day: date) -> date:
    month = (day.month - 1) // _MONTHS[kind] * _MONTHS[kind] + 1
    return day.replace(month=month, day=1)


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)

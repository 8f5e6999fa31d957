"""Ninety days of one component: what each day was at its worst, and the share of time in which it worked.

What counts: time in which it was down counts wholly, time in which it was partly disturbed counts three tenths; slower
than usual and planned work count nothing. Two disturbances at once count once, as the worse of them. Days are whole
days of the page’s time zone, today up to now; time before the component was
on the page is not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .states import MAJOR, OPERATIONAL, PARTIAL, worst

DAYS = 90
WEIGHTS = {MAJOR: 10, PARTIAL: 3}
"""In tenths."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state from an instant to an instant; `ended` None: it still stands."""

    state: str
    began: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """`state` "" is before it was on the page. `minutes`: how long it was not well."""

    on: date
    state: str
    minutes: int


@dataclass(frozen=True, slots=True)
class History:
    """`uptime` in per cent, None when there is nothing to look at yet."""

    days: list[Day]
    uptime: float | None


def history_of(stretches: Sequence[Stretch], *, since: datetime, now: datetime, zone: ZoneInfo) -> History:
    today = now.astimezone(zone).date()
    days = [_day(today - timedelta(days=ago), stretches, since, now, zone) for ago in range(DAYS - 1, -1, -1)]
    return History(days, _uptime(stretches, max(since, _midnight(days[0].on, zone)), now))


def _day(on: date, stretches: Sequence[Stretch], since: datetime, now: datetime, zone: ZoneInfo) -> Day:
    begin, end = _midnight(on, zone), min(_midnight(on + timedelta(days=1), zone), now)
    if end <= since and end != now:
        return Day(on, "", 0)
    cut = [found for one in stretches if (found := _cut(one, begin, end))]
    if not cut:
        return Day(on, OPERATIONAL, 0)
    unwell = sum(
        (until - start for start, until in _union([(start, until) for start, until, _state in cut])), timedelta()
    )
    return Day(on, worst(state for _start, _until, state in cut), max(1, round(unwell / timedelta(minutes=1))))


def _uptime(stretches: Sequence[Stretch], begin: datetime, now: datetime) -> float | None:
    whole = now - begin
    if whole <= timedelta():
        return None
    cut = [found for one in stretches if one.state in WEIGHTS and (found := _cut(one, begin, now))]
    edges = sorted({edge for start, until, _state in cut for edge in (start, until)})
    lost = timedelta()
    for start, until in pairwise(edges):
        weights = [WEIGHTS[state] for began, ended, state in cut if began <= start and until <= ended]
        lost += (until - start) * max(weights, default=0) / 10
    return 100 * (1 - lost / whole)


def shown_uptime(uptime: float) -> str:
    """Two digits, never rounded up to a hundred."""
    if uptime >= 100:
        return "100"
    return f"{int(uptime * 100) / 100:.2f}"


def _cut(one: Stretch, begin: datetime, end: datetime) -> tuple[datetime, datetime, str] | None:
    start, until = max(one.began, begin), min(one.ended or end, end)
    return (start, until, one.state) if start < until else None


def _union(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, until in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((start, until))
    return merged


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(), zone)

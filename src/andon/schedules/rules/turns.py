"""Whose turn it is. A rotation hands over every so many days at the same wall-clock time of its zone.

Where the clock jumps forward over the handoff, it happens at the first instant after the gap; where an hour comes
twice, at its first occurrence (house rule, see the design's time engines). A later rotation that has somebody wins
over an earlier one; an override wins over all, the one made last first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Turns:
    """A rotation as plain values; `members` in their order."""

    starts_at: datetime
    turn_days: int
    members: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Cover:
    """An override as plain values."""

    user: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """`user` None is a gap."""

    user: UUID | None
    starts_at: datetime
    ends_at: datetime
    covered: bool = False


def on_call(rotations: Sequence[Turns], covers: Sequence[Cover], zone: ZoneInfo, at: datetime) -> UUID | None:
    """Who is on call at the instant, or None."""
    for cover in reversed(covers):
        if cover.starts_at <= at < cover.ends_at:
            return cover.user
    for turns in reversed(rotations):
        if turns.members and at >= turns.starts_at:
            return turns.members[_turn(turns, zone, at) % len(turns.members)]
    return None


def shifts(
    rotations: Sequence[Turns], covers: Sequence[Cover], zone: ZoneInfo, start: datetime, end: datetime
) -> list[Shift]:
    """Who is on call from `start` to `end`, gaps included, without holes."""
    edges = {start, end}
    for cover in covers:
        edges |= {cover.starts_at, cover.ends_at}
    for turns in rotations:
        edges |= set(_handoffs(turns, zone, start, end))
    points = sorted(edge for edge in edges if start <= edge <= end)
    found: list[Shift] = []
    for first, last in pairwise(points):
        user = on_call(rotations, covers, zone, first)
        covered = any(cover.starts_at <= first < cover.ends_at for cover in covers)
        if found and (found[-1].user, found[-1].covered) == (user, covered):
            found[-1] = Shift(user, found[-1].starts_at, last, covered)
        else:
            found.append(Shift(user, first, last, covered))
    return found


def handoff(turns: Turns, zone: ZoneInfo, number: int) -> datetime:
    """The instant at which turn `number` begins."""
    local = turns.starts_at.astimezone(zone).replace(tzinfo=None) + timedelta(days=turns.turn_days * number)
    return _instant(local, zone)


def _turn(turns: Turns, zone: ZoneInfo, at: datetime) -> int:
    number = max(0, (at - turns.starts_at) // timedelta(days=turns.turn_days))
    while handoff(turns, zone, number + 1) <= at:
        number += 1
    while number > 0 and handoff(turns, zone, number) > at:
        number -= 1
    return number


def _handoffs(turns: Turns, zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    number = _turn(turns, zone, max(start, turns.starts_at))
    found = []
    while (moment := handoff(turns, zone, number)) <= end:
        found.append(moment)
        number += 1
    return found


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time; in a gap, the first instant after it; when repeated, the first one."""
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local:
        return moment
    # In the gap: fold=0 reads the clock as before the jump, so the gap ends where the offset changes.
    before = local.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    after = local.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    low, high = moment - abs(before - after), moment
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)

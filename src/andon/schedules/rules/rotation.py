"""When turns begin. Handoffs keep the wall clock of the rotation's zone, hours too: a night shift then lasts an hour
more or less when the clocks change. A month that lacks the day hands over on its last day, and the next one that has it
comes back to it. Turns count from the start; `handoff` knows those before it, on call is nobody before it."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .wall import first_instant, local_of

Unit = Literal["hour", "day", "week", "month"]
Advance = Literal["elapsed", "active_days", "calendar"]
_LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Rotation:
    """`start` is a wall clock without a zone. `advance`: a turn is so much time (elapsed), so many of the layer's days
    (active_days), or ends with a calendar week (calendar); `skip_between`: of several weeks only the first is manned.
    """

    unit: Unit
    every: int
    start: datetime
    advance: Advance = "elapsed"
    skip_between: bool = False

    def __post_init__(self) -> None:
        if self.every < 1:
            raise ValueError("a turn lasts at least one unit")
        if self.start.tzinfo is not None:
            raise ValueError("the start of a rotation is a wall clock")
        if self.advance == "calendar" and self.unit != "week":
            raise ValueError("turns by calendar are weeks")
        if self.advance == "active_days" and self.unit not in ("day", "week"):
            raise ValueError("turns by active days are days or weeks")


def handoff(rotation: Rotation, number: int, zone: ZoneInfo) -> datetime:
    """The instant at which turn `number` begins; never before that of the turn before it."""
    return first_instant(_local_handoff(rotation, number), zone)


def turn_at(rotation: Rotation, moment: datetime, zone: ZoneInfo) -> int:
    """The turn that runs at the instant; below zero before the start."""
    number = _about(rotation, local_of(moment, zone))
    while handoff(rotation, number + 1, zone) <= moment:
        number += 1
    while handoff(rotation, number, zone) > moment:
        number -= 1
    return number


def turns(
    rotation: Rotation, start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[int, datetime, datetime]]:
    """The turns that touch [start, end), each whole; one that a jump of the clock swallowed is left out."""
    number = turn_at(rotation, start, zone)
    begins = handoff(rotation, number, zone)
    while begins < end:
        ends = handoff(rotation, number + 1, zone)
        if begins < ends:
            yield number, begins, ends
        number, begins = number + 1, ends


def handoffs(rotation: Rotation, first: datetime, last: datetime, zone: ZoneInfo) -> list[datetime]:
    """All from `first` to `last`, both included."""
    found = [begins for _number, begins, _ends in turns(rotation, first, last + timedelta(microseconds=1), zone)]
    return [moment for moment in found if first <= moment <= last]


def _local_handoff(rotation: Rotation, number: int) -> datetime:
    if rotation.unit != "month":
        return rotation.start + number * rotation.every * _LENGTHS[rotation.unit]
    start = rotation.start
    years, month = divmod(start.month - 1 + number * rotation.every, 12)
    year = start.year + years
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))


def _about(rotation: Rotation, local: datetime) -> int:
    if rotation.unit != "month":
        return (local - rotation.start) // (rotation.every * _LENGTHS[rotation.unit])
    months = (local.year - rotation.start.year) * 12 + local.month - rotation.start.month
    return months // rotation.every

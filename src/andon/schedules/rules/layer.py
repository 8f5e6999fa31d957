"""Who of a layer is on duty when: its groups take turns, in part of each turn, on some days, at some times of day."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from .days import EVERY_DAY, MIDNIGHT, Restriction, dates, masked, restricted
from .rotation import Rotation, turn_at, turns
from .spans import Stretch
from .wall import day_at, first_instant, local_of

P = TypeVar("P", bound=Hashable)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Layer(Generic[P]):
    """`groups[k mod n]` is on duty together in turn k; without a rotation the first group always is.

    `slot`: only so much of each turn, or of each day where turns count days; whole days of it by the wall clock, so
    that a slot as long as its turn leaves no hole where clocks change (`slot_by_clock` False: by elapsed time).
    """

    groups: Sequence[Sequence[P]]
    zone: ZoneInfo
    rotation: Rotation | None = None
    restrictions: Sequence[Restriction] = ()
    days: frozenset[int] = EVERY_DAY
    slot: timedelta | None = None
    effective_from: datetime | None = None
    effective_until: datetime | None = None
    priority: int = 0
    slot_by_clock: bool = True


@dataclass(frozen=True, slots=True)
class Listed(Generic[P]):
    """A layer whose stretches are simply listed, as from a calendar of somebody else's."""

    stretches: "Sequence[OnDuty[P]]"
    priority: int = 0


@dataclass(frozen=True, slots=True)
class OnDuty(Generic[P]):
    start: datetime
    end: datetime
    people: tuple[P, ...]


def duty_of(layer: Layer[P] | Listed[P], start: datetime, end: datetime) -> list[OnDuty[P]]:
    """Who is on duty in [start, end): sorted, without empty ones; in a Layer without overlaps."""
    if isinstance(layer, Listed):
        return [_cut(one, start, end) for one in layer.stretches if one.start < end and one.end > start and one.people]
    begins, ends = _bounds(layer, start, end)
    if begins >= ends or not layer.groups:
        return []
    found = list(_in_turn(layer, begins, ends))
    if _masks(layer):
        clock = layer.rotation.start.time() if layer.rotation and layer.rotation.unit != "hour" else MIDNIGHT
        found = _within(found, masked(layer.days, clock, begins, ends, layer.zone))
    if layer.restrictions:
        found = _within(found, restricted(layer.restrictions, begins, ends, layer.zone))
    return [cut for one in found if (cut := _cut(one, begins, ends)).people and cut.start < cut.end]


def _masks(layer: Layer[P]) -> bool:
    """Turns that count days look at the days themselves."""
    return layer.days != EVERY_DAY and (layer.rotation is None or layer.rotation.advance == "elapsed")


def _bounds(layer: Layer[P], start: datetime, end: datetime) -> tuple[datetime, datetime]:
    starts = [start, layer.effective_from or start]
    if layer.rotation:
        starts.append(first_instant(layer.rotation.start, layer.zone))
    return max(starts), min(end, layer.effective_until or end)


def _in_turn(layer: Layer[P], start: datetime, end: datetime) -> Iterator[OnDuty[P]]:
    if layer.rotation is None:
        yield OnDuty(start, end, tuple(layer.groups[0]))
    elif layer.rotation.advance == "elapsed":
        for number, begins, ends in turns(layer.rotation, start, end, layer.zone):
            yield OnDuty(begins, _slot_end(layer, begins, ends), _group(layer, number))
    else:
        yield from _by_day(layer, layer.rotation, start, end)


def _by_day(layer: Layer[P], rotation: Rotation, start: datetime, end: datetime) -> Iterator[OnDuty[P]]:
    clock, zone, slot = rotation.start.time(), layer.zone, layer.slot or _DAY
    # A slot of several days reaches into the window from before it.
    active = list(dates(start - slot, end + 7 * _DAY, zone, layer.days))
    for place, day in enumerate(active):
        number = _turn_of_day(layer, rotation, datetime.combine(day, clock))
        begins = day_at(day, clock, zone)
        limit = day_at(active[place + 1], clock, zone) if place + 1 < len(active) else begins + slot
        ends = day_at(day + _DAY, clock, zone) if layer.slot is None else _slot_end(layer, begins, limit)
        if number is not None and begins < ends and begins < end and ends > start:
            yield OnDuty(begins, min(ends, limit), _group(layer, number))


def _turn_of_day(layer: Layer[P], rotation: Rotation, local: datetime) -> int | None:
    """The turn to which a day belongs; None where nobody has one."""
    first, day = rotation.start.date(), local.date()
    if day < first:
        return None
    if rotation.advance == "calendar":
        weeks = ((day - timedelta(days=day.weekday())) - (first - timedelta(days=first.weekday()))).days // 7
        number, between = divmod(weeks, rotation.every)
        return None if between and rotation.skip_between else number
    whole, rest = divmod((day - first).days, 7)
    count = whole * len(layer.days) + sum((first.weekday() + ahead) % 7 in layer.days for ahead in range(rest))
    return count // (rotation.every * (len(layer.days) if rotation.unit == "week" else 1))


def _slot_end(layer: Layer[P], begins: datetime, ends: datetime) -> datetime:
    if layer.slot is None:
        return ends
    days, rest = divmod(layer.slot, _DAY) if layer.slot_by_clock else (0, layer.slot)
    whole = first_instant(local_of(begins, layer.zone) + days * _DAY, layer.zone) if days else begins
    return min(ends, whole + rest)


def _group(layer: Layer[P], number: int) -> tuple[P, ...]:
    return tuple(layer.groups[number % len(layer.groups)])


def _within(found: list[OnDuty[P]], allowed: list[Stretch]) -> list[OnDuty[P]]:
    """Both are sorted and without overlaps, so one walk is enough."""
    kept: list[OnDuty[P]] = []
    place = 0
    for one in found:
        while place < len(allowed) and allowed[place].end <= one.start:
            place += 1
        at = place
        while at < len(allowed) and allowed[at].start < one.end:
            kept.append(OnDuty(max(one.start, allowed[at].start), min(one.end, allowed[at].end), one.people))
            at += 1
    return kept


def _cut(one: OnDuty[P], start: datetime, end: datetime) -> OnDuty[P]:
    if start <= one.start and one.end <= end:
        return one
    return OnDuty(max(one.start, start), min(one.end, end), one.people)


def current_turn(layer: Layer[P], at: datetime) -> int:
    """The number of the turn that runs at the instant; 0 before the first."""
    if layer.rotation is None:
        return 0
    if layer.rotation.advance == "elapsed":
        return max(0, turn_at(layer.rotation, at, layer.zone))
    # The day that began last, by the time of day at which days begin here.
    since = local_of(at, layer.zone) - timedelta(hours=layer.rotation.start.hour, minutes=layer.rotation.start.minute)
    day = datetime.combine(since.date(), layer.rotation.start.time())
    return _turn_of_day(layer, layer.rotation, day) or 0

"""The final schedule: who is on call at each instant, and where nobody is.

Of the layers only those of the highest priority that have somebody count; equal ones add up. Fixed shifts stand in
place of all layers for their time, gaps included. Overrides come last: of those that replace everybody the highest
priority counts (equal ones add up) and hides all others of a lower one; the rest change what they find, lowest priority
first, in the order given. Nobody on call is an answer like any other: an empty `people`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Generic, Literal, Protocol

from .layer import Layer, Listed, OnDuty, P, duty_of

Mode = Literal["replace_all", "replace", "add", "remove"]


@dataclass(frozen=True, slots=True)
class Override(Generic[P]):
    """`people` come in (none for "remove"); `remove` goes out ("replace" and "remove"), where she is on duty."""

    mode: Mode
    start: datetime
    end: datetime
    people: tuple[P, ...] = ()
    remove: P | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Fixed(Generic[P]):
    """For a while these shifts stand instead of the layers; of several the last given."""

    start: datetime
    end: datetime
    shifts: Sequence[OnDuty[P]]


@dataclass(frozen=True, slots=True)
class Plan(Generic[P]):
    """A schedule as plain values."""

    layers: Sequence[Layer[P] | Listed[P]]
    overrides: Sequence[Override[P]] = ()
    fixed: Sequence[Fixed[P]] = field(default=())


@dataclass(frozen=True, slots=True)
class Watch(Generic[P]):
    """From `start` to `end` these people and no others; nobody is a gap. `by_hand`: the layers say otherwise."""

    start: datetime
    end: datetime
    people: tuple[P, ...]
    by_hand: bool = False


def final_schedule(plan: Plan[P], start: datetime, end: datetime) -> list[Watch[P]]:
    """The whole of [start, end) without holes or overlaps; what it says of a part does not hang on the window."""
    if start >= end:
        return []
    return _merged(_Sweep(plan, start, end).watches())


def people_at(plan: Plan[P], at: datetime) -> tuple[P, ...]:
    """Who is on call at the instant."""
    return final_schedule(plan, at, at + timedelta(microseconds=1))[0].people


def gaps(watches: Iterable[Watch[P]]) -> list[Watch[P]]:
    return [watch for watch in _merged(Watch(one.start, one.end, one.people) for one in watches) if not watch.people]


def shifts(watches: Iterable[Watch[P]]) -> list[tuple[P, datetime, datetime]]:
    """Per person without a break, by start and then in the order of the watches."""
    found: list[tuple[P, datetime, datetime]] = []
    running: dict[P, int] = {}
    for watch in watches:
        for person in watch.people:
            place = running.get(person)
            if place is not None and found[place][2] == watch.start:
                found[place] = (person, found[place][1], watch.end)
            else:
                running[person] = len(found)
                found.append((person, watch.start, watch.end))
    return found


class _Lasts(Protocol):
    @property
    def start(self) -> datetime: ...

    @property
    def end(self) -> datetime: ...


class _Sweep(Generic[P]):
    """One walk along the window: what is active is kept up as edges pass."""

    def __init__(self, plan: Plan[P], start: datetime, end: datetime) -> None:
        self._start, self._end = start, end
        self._edges: dict[datetime, list[tuple[dict[Any, Any], Any, Any]]] = {start: [], end: []}
        self._layers: dict[tuple[int, int, int], tuple[P, ...]] = {}
        self._fixed: dict[int, Fixed[P]] = {}
        self._fixed_duty: dict[tuple[int, int], tuple[P, ...]] = {}
        self._overrides: dict[int, Override[P]] = {}
        for place, layer in enumerate(plan.layers):
            for number, duty in enumerate(duty_of(layer, start, end)):
                self._add(self._layers, (layer.priority, place, number), duty, duty.people)
        for place, fixed in enumerate(plan.fixed):
            self._add(self._fixed, place, fixed, fixed)
            for number, duty in enumerate(fixed.shifts):
                self._add(self._fixed_duty, (place, number), duty, duty.people)
        for place, override in enumerate(plan.overrides):
            self._add(self._overrides, place, override, override)

    def _add(self, active: dict[Any, Any], key: Any, lasts: "_Lasts", value: Any) -> None:
        start, end = max(lasts.start, self._start), min(lasts.end, self._end)
        if start < end:
            self._edges.setdefault(start, []).append((active, key, value))
            self._edges.setdefault(end, []).append((active, key, None))

    def watches(self) -> Iterator[Watch[P]]:
        for moment, until in pairwise(sorted(self._edges)):
            for active, key, value in self._edges[moment]:
                if value is None:
                    del active[key]
                else:
                    active[key] = value
            planned = self._planned()
            if not (self._fixed or self._overrides):
                yield Watch(moment, until, planned)
                continue
            people = self._changed(self._fixed_people() if self._fixed else planned)
            yield Watch(moment, until, people, set(people) != set(planned))

    def _planned(self) -> tuple[P, ...]:
        if len(self._layers) == 1:
            return next(iter(self._layers.values()))
        top = max((key[0] for key in self._layers), default=0)
        chosen = [item for item in self._layers.items() if item[0][0] == top]
        return _union(people for _key, people in sorted(chosen, key=_by_key))

    def _fixed_people(self) -> tuple[P, ...]:
        last = max(self._fixed)
        return _union(people for key, people in sorted(self._fixed_duty.items(), key=_by_key) if key[0] == last)

    def _changed(self, people: tuple[P, ...]) -> tuple[P, ...]:
        active = [override for _place, override in sorted(self._overrides.items(), key=_by_key)]
        over_all = [one for one in active if one.mode == "replace_all"]
        least = max((one.priority for one in over_all), default=None)
        if least is not None:
            people = _union(one.people for one in over_all if one.priority == least)
        for one in sorted(active, key=lambda one: one.priority):
            if one.mode != "replace_all" and (least is None or one.priority >= least):
                people = _applied(one, people)
        return people


def _applied(one: Override[P], people: tuple[P, ...]) -> tuple[P, ...]:
    if one.mode == "add":
        return _union([people, one.people])
    if one.remove not in people:
        return people
    left = [(person,) if person != one.remove else one.people for person in people]
    return _union(left)


def _union(groups: Iterable[tuple[P, ...]]) -> tuple[P, ...]:
    return tuple(dict.fromkeys(person for group in groups for person in group))


def _by_key(item: tuple[Any, Any]) -> Any:
    return item[0]


def _merged(watches: Iterable[Watch[P]]) -> list[Watch[P]]:
    found: list[Watch[P]] = []
    for one in watches:
        last = found[-1] if found else None
        if last and last.end == one.start and last.by_hand == one.by_hand and set(last.people) == set(one.people):
            found[-1] = Watch(last.start, one.end, last.people, last.by_hand)
        else:
            found.append(one)
    return found

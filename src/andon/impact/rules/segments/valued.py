"""Attributes with values of no order: single values, sets of siblings and of others, flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from .choices import Binned, Codes
from .coded import Coded
from .schema import Attribute
from .values import as_bool

_ONE, _SEVERAL = 0.75, 0.25
_SIZES = {2: 0.5, 3: 0.33, 4: 0.17}
_SIBLINGS = 0.8
_MOST_COMBINED = 6
_FLAG = {True: 0.75, False: 0.2, None: 0.05}


@dataclass(frozen=True, slots=True)
class Above:
    """A coarser attribute: the bin of each report, and how many values it has in all."""

    reports: Codes
    values: int


@dataclass(frozen=True, slots=True)
class _Parents:
    of: dict[int, int]
    groups: int


def bin_flag(attribute: Attribute, base: Coded, reports: Coded, least: int) -> Binned:
    """On is likelier the cause than off."""
    place = {True: 0, False: 1, None: 2}
    held_by, told = (coded.as_codes(lambda value: place[as_bool(value)]) for coded in (base, reports))
    binned = Binned(attribute.name, attribute.family, 3, held_by, told)
    inside, held = binned.inside(), np.bincount(held_by, minlength=3)
    for value, prior in _FLAG.items():
        at = place[value]
        if inside[at] >= least and held[at] < len(held_by):
            binned.add(at, at + 1, prior, "==", value)
    return binned


def bin_values(attribute: Attribute, base: Coded, reports: Coded, least: int, above: Sequence[Above] = ()) -> Binned:
    """Values that no report has share one bin: they cannot be told apart. `above`: the coarser attributes of its
    hierarchy."""
    ranked = _ranked(base, reports)
    seen = [base.values[at] for at in ranked]
    place = np.full(len(base.values), len(seen))
    place[ranked] = np.arange(len(seen))
    binned = Binned(attribute.name, attribute.family, len(seen) + 1, place[base.codes], place[reports.codes])
    alternatives = len(base.values)
    inside = binned.inside()
    for at, value in enumerate(seen):
        if inside[at] >= least and alternatives > 1:
            binned.add(at, at + 1, _ONE / alternatives, "==", value)
    _add_sets(binned, seen, alternatives, least, [_parents(binned.reports, one) for one in above])
    return binned


def _ranked(base: Coded, reports: Coded) -> Codes:
    """Values of reports: the most reported first, then the rarest, then the one that stands first in the base; never by
    what they are called."""
    told, count = reports.count(), base.count()
    seen = np.flatnonzero(told)
    return seen[np.lexsort((seen, count[seen], -told[seen]))]


def _parents(codes: Codes, above: Above) -> _Parents:
    """For each bin the one above it, as most of its reports have it."""
    most = {int(at): int(np.bincount(above.reports[codes == at]).argmax()) for at in np.unique(codes)}
    return _Parents(most, above.values)


def _add_sets(binned: Binned, seen: Sequence[Any], alternatives: int, least: int, parents: Sequence[_Parents]) -> None:
    inside = binned.inside()
    top = [at for at in range(len(seen)) if inside[at]][:_MOST_COMBINED]
    for size, likely in _SIZES.items():
        for members in combinations(top, size):
            if size < alternatives and inside[list(members)].sum() >= least:
                prior = _SEVERAL * likely * _which(members, alternatives, parents)
                binned.add_set(members, prior, tuple(seen[at] for at in members))


def _which(members: tuple[int, ...], alternatives: int, parents: Sequence[_Parents]) -> float:
    """How likely it is this set among those of its size."""
    anyhow = 1 / comb(alternatives, len(members))
    if not parents:
        return anyhow
    siblings = max((_as_siblings(members, alternatives, above) for above in parents), default=0.0)
    return (1 - _SIBLINGS) * anyhow + _SIBLINGS * siblings / len(parents)


def _as_siblings(members: tuple[int, ...], alternatives: int, above: _Parents) -> float:
    """As if each group were of one size."""
    if len({above.of[at] for at in members}) > 1:
        return 0.0
    each = max(len(members), round(alternatives / above.groups))
    return 1 / (above.groups * comb(each, len(members)))

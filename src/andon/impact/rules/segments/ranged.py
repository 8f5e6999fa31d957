"""Attributes with an order: at least, at most, between, and blocks of numbers with the same leading digits."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .choices import Binned, Floats
from .coded import Coded
from .ends import MOST_ENDS, Ends, Ints, find_ends
from .schema import Attribute
from .values import in_order

_NUMBER = {">=": 0.38, "<=": 0.24, "between": 0.33}
_VERSION = {">=": 0.33, "<=": 0.17, "between": 0.2}
_EXACTLY, _EXACT_VERSION, _UNSET = 0.03, 0.27, 0.02
_BLOCKS = 0.3
_MOST_EXACT = 60
Written = Callable[[float], Any]


def bin_numbers(attribute: Attribute, base: Floats, reports: Floats, least: int) -> Binned:
    """NaN: not set."""
    told = np.sort(reports[~np.isnan(reports)])
    values, counts = np.unique(np.concatenate([base[~np.isnan(base)], told]), return_counts=True)
    if len(values) < 2 or not len(told):
        return _unsplit(attribute, base, reports, least)
    ends = find_ends(values, counts, told)
    binned = _cut(attribute, base, reports, values[ends.cuts])
    _add_ranges(binned, ends, _NUMBER, least, _number)
    _add_blocks(binned, ends, least)
    if len(values) <= _MOST_EXACT:
        _add_exact(binned, values, ends.cuts, _EXACTLY, least, _number)
    _add_unset(binned, least)
    return binned


def bin_versions(attribute: Attribute, base: Coded, reports: Coded, least: int) -> Binned:
    order = in_order(base.values)
    rank = {value: float(at) for at, value in enumerate(order)}
    ranks = np.array([rank.get(value, np.nan) for value in base.values])
    held, placed = ranks[base.codes], ranks[reports.codes]
    told = np.sort(placed[~np.isnan(placed)])
    if len(order) < 2 or not len(told):
        return _unsplit(attribute, held, placed, least)
    everything = np.concatenate([held[~np.isnan(held)], told]).astype(np.int64)
    values, counts = np.arange(len(order), dtype=np.float64), np.bincount(everything, minlength=len(order))
    ends = _each(values) if len(order) <= MOST_ENDS else find_ends(values, counts, told, rounded=False)
    binned = _cut(attribute, held, placed, values[ends.cuts])
    _add_ranges(binned, ends, _VERSION, least, lambda at: order[int(at)])
    _add_exact(binned, values, ends.cuts, _EXACT_VERSION, least, lambda at: order[int(at)])
    _add_unset(binned, least)
    return binned


def _each(values: Floats) -> Ends:
    """Every version may be the end."""
    cuts = np.arange(1, len(values))
    likely = np.full(len(cuts), 1 / len(values))
    return Ends(cuts, likely, likely, values[1:], values[:-1])


def _cut(attribute: Attribute, base: Floats, reports: Floats, edges: Floats) -> Binned:
    """The last bin holds what is not set."""
    bins = len(edges) + 2
    codes = [np.where(np.isnan(v), bins - 1, np.searchsorted(edges, v, "right")) for v in (base, reports)]
    return Binned(attribute.name, attribute.family, bins, codes[0], codes[1])


def _unsplit(attribute: Attribute, base: Floats, reports: Floats, least: int) -> Binned:
    binned = _cut(attribute, base, reports, np.zeros(0))
    _add_unset(binned, least)
    return binned


def _add_unset(binned: Binned, least: int) -> None:
    unset = binned.bins - 1
    if binned.inside()[unset] >= least:
        binned.add(unset, unset + 1, _UNSET, "==", None)


def _add_ranges(binned: Binned, ends: Ends, likely: dict[str, float], least: int, written: Written) -> None:
    inside = np.concatenate([[0], np.cumsum(binned.inside()[:-1])])
    last, count = len(ends.cuts) + 1, len(ends.cuts)
    for at in range(count):
        if inside[last] - inside[at + 1] >= least:
            binned.add(at + 1, last, likely[">="] * ends.lower[at], ">=", written(ends.begins[at]))
        if inside[at + 1] >= least:
            binned.add(0, at + 1, likely["<="] * ends.upper[at], "<=", written(ends.stops[at]))
    low, high = np.triu_indices(count, 1)
    enough = inside[high + 1] - inside[low + 1] >= least
    for start, stop in zip(low[enough].tolist(), high[enough].tolist(), strict=True):
        prior = 2 * likely["between"] * ends.lower[start] * ends.upper[stop]
        value = (written(ends.begins[start]), written(ends.stops[stop]))
        if value[0] != value[1]:
            binned.add(start + 1, stop + 1, prior, "between", value)


def _add_blocks(binned: Binned, ends: Ends, least: int) -> None:
    """Numbers that begin with the same digit or two: 200000 to 299999. They are alternatives to other ranges."""
    begins = {int(ends.begins[at]): at for at in range(len(ends.cuts)) if ends.begins[at].is_integer()}
    stops = {int(ends.stops[at]): at for at in range(len(ends.cuts)) if ends.stops[at].is_integer()}
    inside = np.concatenate([[0], np.cumsum(binned.inside()[:-1])])
    found = []
    for first, start in begins.items():
        for last, stop in ((last, stops.get(last)) for last in _block_ends(first)):
            if stop is not None and stop > start:
                found.append((start, stop, first, last))
    for start, stop, first, last in found:
        if inside[stop + 1] - inside[start + 1] >= least:
            likely = _NUMBER["between"] * _BLOCKS / len(found)
            binned.add(start + 1, stop + 1, likely, "between", (first, last))


def _block_ends(first: int) -> list[int]:
    if first <= 0:
        return []
    unit = 1
    while first % (unit * 10) == 0:
        unit *= 10
    return [first + unit - 1] if unit > 1 and first // unit < 100 else []


def _add_exact(binned: Binned, values: Floats, cuts: Ints, likely: float, least: int, written: Written) -> None:
    inside = binned.inside()
    bounds = np.concatenate([[0], cuts, [len(values)]])
    for at in np.flatnonzero((np.diff(bounds) == 1) & (inside[:-1] >= least)):
        binned.add(int(at), int(at) + 1, likely / len(values), "==", written(values[bounds[at]]))


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)

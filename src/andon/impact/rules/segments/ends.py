"""Where a range of numbers may begin and end: round numbers, beside what was reported, and anywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_ENDS = 90
# Of all ends that people draw.
_ROUND = 0.5
_DECADES = 7
_BESIDE = np.array([0, 1, 2, 3, 5, 8, 12, 18, 26, 38, 56, 80])
_GAPS = np.array([0.3, 0.9, 1.8])


@dataclass(frozen=True, slots=True)
class Ends:
    """Cuts between neighbouring distinct values: cut c parts `values[:c]` from `values[c:]`.

    `lower` and `upper`: how likely a range begins or ends there; `begins` and `stops`: how that end is written.
    """

    cuts: Ints
    lower: Floats
    upper: Floats
    begins: Floats
    stops: Floats


def find_ends(values: Floats, counts: Ints, reported: Floats, *, rounded: bool = True) -> Ends:
    """`values`: the distinct ones, sorted, with how many customers have each; `reported`: sorted, each one of them."""
    below = np.concatenate([[0.0], np.cumsum(counts) / counts.sum()])
    lower, upper, begins, stops = _at_round(values) if rounded else _nowhere(values)
    cuts = _chosen(np.maximum(lower, upper), below, values, reported)
    anywhere = _room(below[cuts]) * (1 - _ROUND if rounded else 1)
    weights = [_scaled(one[cuts], _ROUND) + anywhere for one in (lower, upper)]
    return Ends(cuts, weights[0], weights[1], begins[cuts], stops[cuts])


def _nowhere(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    none = np.zeros(len(values) + 1)
    return none, none, np.append(values, np.nan), np.append(np.nan, values)


def _at_round(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """By cut: how round a range is that begins or ends there, and that round number."""
    lower, upper, begins, stops = (one.copy() for one in _nowhere(values))
    whole = bool(np.all(values == np.floor(values)))
    numbers, weights = round_numbers(values[0], values[-1])
    for number, weight in zip(numbers, weights, strict=True):
        at, after = np.searchsorted(values, number, "left"), np.searchsorted(values, number, "right")
        if weight > lower[at]:
            lower[at], begins[at] = weight, number
        if weight > upper[after]:
            upper[after], stops[after] = weight, number
        if whole and weight > upper[at]:
            # 200000 to 299999.
            upper[at], stops[at] = weight, number - 1
    return lower, upper, begins, stops


def round_numbers(low: float, high: float) -> tuple[Floats, Floats]:
    """Those within, and how round each is: 1 for one digit, less for a five behind it, little for any two digits."""
    found: dict[float, float] = {}
    span = high - low
    step = 10.0 ** np.floor(np.log10(span)) if span > 0 else 1.0
    for number in np.arange(np.ceil(low / step), np.floor(high / step) + 1)[:100]:
        found[float(number * step)] = 1.0
    largest = max(abs(low), abs(high))
    top = int(np.floor(np.log10(largest))) if largest > 0 else 0
    for power in range(top, top - _DECADES, -1):
        for digits in range(1, 100):
            weight = 1.0 if digits < 10 else 0.35 if digits % 5 == 0 else 0.06
            for sign in (1, -1):
                number = sign * (digits * 10.0**power if power >= 0 else digits / 10.0**-power)
                if digits % 10 or digits < 10:
                    found[number] = max(weight, found.get(number, 0))
    inside = sorted(number for number in found if low < number <= high)
    return np.array(inside), np.array([found[number] for number in inside])


def _chosen(roundness: Floats, below: Floats, values: Floats, reported: Floats) -> Ints:
    """At most MOST_ENDS, the most promising first."""
    lots = [
        _tight(values, reported),
        np.flatnonzero(roundness >= 1),
        _in_gaps(below, values, reported),
        np.flatnonzero(roundness >= 0.3),
        np.searchsorted(below, np.linspace(0, 1, 34)[1:-1], "left"),
        np.flatnonzero(roundness > 0),
    ]
    cuts = np.concatenate(lots)
    cuts = cuts[(cuts > 0) & (cuts < len(values))]
    _unique, first = np.unique(cuts, return_index=True)
    return np.sort(cuts[np.sort(first)][:MOST_ENDS])


def _tight(values: Floats, reported: Floats) -> Ints:
    """Right before the lowest reports and right after the highest."""
    some = np.extract(len(reported) > _BESIDE, _BESIDE)
    low = np.searchsorted(values, reported[some], "left")
    high = np.searchsorted(values, reported[::-1][some], "right")
    return np.column_stack([low, high]).ravel()


def _in_gaps(below: Floats, values: Floats, reported: Floats) -> Ints:
    """A range goes on beyond the outermost report for about as long as lies between two reports."""
    places = below[np.searchsorted(values, reported, "left")]
    usual = max((places[-1] - places[0]) / max(1, len(places) - 1), 1 / len(values))
    some = np.extract(len(places) > _BESIDE[:6], _BESIDE[:6])
    low = (places[some][:, None] - usual * _GAPS).ravel()
    high = (places[::-1][some][:, None] + usual * _GAPS).ravel()
    return np.searchsorted(below, np.concatenate([low, high]), "left")


def _room(places: Floats) -> Floats:
    """For each cut the share of customers to whom it is the nearest."""
    if not len(places):
        return places
    middles = np.concatenate([[0.0], (places[1:] + places[:-1]) / 2, [1.0]])
    return np.diff(middles)


def _scaled(weights: Floats, total: float) -> Floats:
    return weights * (total / weights.sum()) if weights.sum() > 0 else weights

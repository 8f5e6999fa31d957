"""What to ask the next reporters, so that their answers part the answer from its rival."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .choices import Codes, Floats
from .plane import Plane

Mask = NDArray[np.bool_]
_NOISE = 0.1


def most_telling(plane: Plane, hypotheses: Sequence[Mask], weights: Sequence[float], askable: frozenset[str]) -> str:
    """The attribute whose value in one more report is expected to tell most; "" when none tells anything."""
    weight = np.array(weights) / sum(weights)
    best, most = "", 1e-3
    for one in plane.attributes:
        if one.attr in askable:
            told = _information(one.base, one.bins, hypotheses, weight)
            if told > most + 1e-9:
                best, most = one.attr, told
    return best


def _information(codes: Codes, bins: int, hypotheses: Sequence[Mask], weight: Floats) -> float:
    """Mutual information of bin and hypothesis, in nats; reports may have nothing to do with either."""
    everybody = np.bincount(codes, minlength=bins) / len(codes)
    each = np.array([_shares(codes[mask], bins) for mask in hypotheses])
    each = (1 - _NOISE) * each + _NOISE * everybody
    return _entropy(weight @ each) - float(weight @ np.array([_entropy(row) for row in each]))


def _shares(codes: Codes, bins: int) -> Floats:
    count = np.bincount(codes, minlength=bins)
    return np.asarray(count / max(1, count.sum()))


def _entropy(shares: Floats) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())

"""How much reports speak for a set of customers, against their coming from anywhere."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# How many reports have nothing to do with the cause, and how likely that is.
_NOISES = np.array([0.005, 0.03, 0.08, 0.15, 0.25, 0.35, 0.5])
_HOW_LIKELY = np.array([0.28, 0.17, 0.19, 0.13, 0.12, 0.07, 0.04])
_LARGE, _TOO_LARGE = 0.4, 2.0
_FINEST, _STEPS = np.log(1e-8), 1024


def log_evidence(inside: Ints, reports: int, share: Floats) -> Floats:
    """Log of how much likelier the reports are when `inside` of them come from a set with this `share` of all contacts.

    A share is in 0..1; noise is integrated out.
    """
    with np.errstate(divide="ignore"):
        within = np.log((1 - _NOISES) / np.maximum(share, 1e-300)[..., None] + _NOISES)
    each = np.asarray(inside)[..., None] * within + (reports - np.asarray(inside)[..., None]) * np.log(_NOISES)
    each = each + np.log(_HOW_LIKELY)
    top = each.max(axis=-1)
    return np.asarray(top + np.log(np.exp(each - top[..., None]).sum(axis=-1)))


def log_as_segment(share: Floats) -> Floats:
    """Log of how likely a fault concerns so many: what concerns most is hardly a segment."""
    return np.asarray(-_TOO_LARGE * np.log(np.maximum(share, _LARGE) / _LARGE))


class EvidenceTable:
    """The same, looked up: for searching."""

    def __init__(self, reports: int) -> None:
        shares = np.exp(np.linspace(_FINEST, 0, _STEPS + 1))
        inside, share = np.meshgrid(np.arange(reports + 1), shares, indexing="ij")
        self._table = log_evidence(inside, reports, share)

    def __call__(self, inside: Ints, share: Floats) -> Floats:
        at = (np.log(np.maximum(share, 1e-8)) / -_FINEST + 1) * _STEPS
        below = np.minimum(at.astype(np.int64), _STEPS - 1)
        part = at - below
        return np.asarray(self._table[inside, below] * (1 - part) + self._table[inside, below + 1] * part)

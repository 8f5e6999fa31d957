"""Predicates about one attribute that could be part of an answer, each with how likely it was beforehand."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Predicate:
    """`op`: ==, in, >=, <=, between (both ends belong to it). `value` None (or in a list): not set."""

    attr: str
    op: str
    value: Any

    def as_dict(self) -> dict[str, Any]:
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"attr": self.attr, "op": self.op, "value": value}


@dataclass(slots=True)
class Binned:
    """One attribute cut into bins: each customer of the sample and each report lies in one of them.

    Runs are predicates that hold in the bins `start <= bin < stop`; sets hold in the bins named.
    """

    attr: str
    family: str
    bins: int
    base: Codes
    reports: Codes
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    priors: list[float] = field(default_factory=list)
    names: list[tuple[str, Any]] = field(default_factory=list)
    sets: list[tuple[tuple[int, ...], float, tuple[str, Any]]] = field(default_factory=list)

    def add(self, start: int, stop: int, prior: float, op: str, value: Any) -> None:
        """`prior`: a probability."""
        if prior > 0:
            self.starts.append(start)
            self.stops.append(stop)
            self.priors.append(float(np.log(prior)))
            self.names.append((op, value))

    def add_set(self, members: tuple[int, ...], prior: float, values: tuple[Any, ...]) -> None:
        if prior > 0:
            self.sets.append((members, float(np.log(prior)), ("in", values)))

    def inside(self) -> Codes:
        """Reports in each bin."""
        return np.bincount(self.reports, minlength=self.bins)

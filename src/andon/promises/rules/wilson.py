"""A share with what chance leaves open: Wilson's score interval (E. B. Wilson, 1927), 95 %."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """In per cent; `low` and `high` are the ends of the interval. Of nothing it is None."""

    percent: float
    low: float
    high: float


def share_of(hits: int, of: int) -> Share | None:
    if not of:
        return None
    rate, spread = hits / of, Z * Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = Z * sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    return Share(100 * rate, 100 * max(0.0, middle - half), 100 * min(1.0, middle + half))

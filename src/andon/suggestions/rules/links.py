"""From where on a case looks like an open incident: its score above what is usual for cases of the house."""

from collections.abc import Sequence
from statistics import median

FLOOR = 2.5
MOST_A_CASE = 3
FEW = 30
_MIDDLE, _SPREAD, _LEAST_SPREAD = 0.1, 0.1, 0.05


def standing(score: float, others: Sequence[float]) -> float:
    """Deviations above the middle of what cases score; robust against many that report it. Of few: as anywhere."""
    if len(others) < FEW:
        return (score - _MIDDLE) / _SPREAD
    middle = median(others)
    spread = 1.4826 * median(abs(one - middle) for one in others)
    return (score - middle) / max(spread, _LEAST_SPREAD)

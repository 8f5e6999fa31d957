"""How sure a share is that was counted: Wilson's interval, which stays within 0 and 1 and holds for few, too."""

from dataclasses import dataclass
from math import sqrt

Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; `low` and `high` hold it 19 times in 20. None of none."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        return self.count / self.of if self.of else None


def share(count: int, of: int, z: float = Z) -> Share:
    if not of:
        return Share(0, 0, 0.0, 1.0)
    p, spread = count / of, z * z / of
    middle = (p + spread / 2) / (1 + spread)
    half = z * sqrt(p * (1 - p) / of + spread / (4 * of)) / (1 + spread)
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))


def rises(before: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether a share (count, of how many) is larger now by more than chance: one-sided, once in a hundred by chance,
    from twenty each on."""
    if before[1] < 20 or now[1] < 20:
        return False
    both = (before[0] + now[0]) / (before[1] + now[1])
    deviation = sqrt(both * (1 - both) * (1 / before[1] + 1 / now[1]))
    return deviation > 0 and (now[0] / now[1] - before[0] / before[1]) / deviation > 2.326

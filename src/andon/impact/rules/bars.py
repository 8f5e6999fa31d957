"""The two bars of each value: its share of the reports and of all customers. Plain Python over counted columns."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from .gamma import share_interval

MOST_VALUES = 4
_CLEAR = 9.0


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` None: not set; `rest`: all values that have no bar of their own. `low` and `high`: where its share of
    reports lies with nine chances in ten."""

    value: Any
    inside: int
    of_reports: float
    of_all: float
    low: float
    high: float
    hit: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Of one attribute. `strength`: how unlike the reports are to all customers (twice the log likelihood ratio, less
    the values that there are)."""

    attr: str
    strength: float
    bars: tuple[Bar, ...]

    @property
    def is_clear(self) -> bool:
        return self.strength > _CLEAR


def bars_of(attr: str, column: Sequence[Any], reports: Sequence[int], hit: Collection[Any] = ()) -> Bars:
    """`hit`: the values that the finding names."""
    every = Counter(column)
    told = Counter(column[row] for row in reports)
    size, many = len(column), len(reports)
    strength = 2 * sum(n * log(n / many / (every[value] / size)) for value, n in told.items())
    named = sorted(told, key=lambda value: (value not in hit, -told[value], -every[value], str(value)))[:MOST_VALUES]
    common = sorted((value for value in every if value not in named), key=lambda value: (-every[value], str(value)))
    named += common[: MOST_VALUES - len(named)]
    bars = [_bar(value, told[value], many, every[value] / size, value in hit) for value in named]
    left = [value for value in every if value not in named]
    if left:
        inside, share = sum(told[value] for value in left), sum(every[value] for value in left) / size
        bars.append(_bar(None, inside, many, share, False, rest=True))
    return Bars(attr, strength - (min(len(every), many) - 1), tuple(bars))


def _bar(value: Any, inside: int, many: int, of_all: float, hit: bool, *, rest: bool = False) -> Bar:
    low, high = share_interval(inside, many)
    return Bar(value, inside, inside / many if many else 0.0, of_all, low, high, hit, rest)


def strongest_first(bars: Iterable[Bars], first: Collection[str]) -> list[Bars]:
    """Those that the finding names on top, then by strength."""
    return sorted(bars, key=lambda one: (one.attr not in first, -one.strength, one.attr))

"""Faults of which the truth is known, and who reports them: what the blast radius is measured against.

Nothing here knows the solver: ends of ranges may lie anywhere, sets need not be siblings, noise may come in a clump.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .population import Mask, Population


@dataclass(frozen=True, slots=True)
class Truth:
    """Predicates as the engine writes them, and who is affected."""

    predicates: list[dict[str, Any]]
    affected: Mask


@dataclass(frozen=True, slots=True)
class Fault:
    truths: list[Truth]
    reports: NDArray[np.int64]
    noise: float
    biased: bool
    weights: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class Habits:
    """How faults are made. `round_ends`: share of range ends at round numbers, the rest lie anywhere; `siblings`: share
    of sets that lie in one branch; `clump`: share of faults whose noise comes from one country."""

    round_ends: float = 0.5
    noises: tuple[float, ...] = (0.0, 0.1, 0.3)
    known_rate: bool = True
    siblings: float = 0.85
    clump: float = 0.1
    causes: int = 1


def fault(base: Population, reports: int, seed: int, habits: Habits = Habits()) -> Fault:
    """So many reports of a fault; `causes` 0: of nothing in particular."""
    dice = np.random.default_rng(seed)
    noise = float(dice.choice(habits.noises))
    biased = bool(dice.random() < 0.5)
    rate = base.contact_rate if biased else np.ones(base.size)
    weights = rate if biased and habits.known_rate else None
    truths = [_truth(base, dice, habits) for _ in range(habits.causes)]
    real = int(dice.binomial(reports, 1 - noise)) if truths else 0
    parts = np.bincount(dice.integers(0, max(1, len(truths)), real), minlength=len(truths))
    chosen = [
        _draw(dice, truth.affected * rate, int(count))
        for truth, count in zip(truths, parts[: len(truths)], strict=True)
    ]
    stray = np.array(rate)
    if dice.random() < habits.clump:
        clump = base.columns["country"] == dice.choice(base.columns["country"])
        stray = np.where(clump, rate * 4, rate)
    chosen.append(_draw(dice, stray, reports - real))
    return Fault(truths, dice.permutation(np.concatenate(chosen)), noise if truths else 1.0, biased, weights)


def spoiled(base: Population, seed: int, missing: float = 0.0, wrong: float = 0.0) -> Population:
    """What the customer database knows of it: values are missing, more for some attributes, or are somebody else's."""
    dice = np.random.default_rng(seed)
    columns = {}
    for name, column in base.columns.items():
        new = column.astype(object)
        swapped = dice.random(base.size) < wrong
        new[swapped] = new[dice.integers(0, base.size, int(swapped.sum()))]
        new[dice.random(base.size) < missing * dice.uniform(0, 2)] = None
        columns[name] = new
    return replace(base, columns=columns)


def _truth(base: Population, dice: np.random.Generator, habits: Habits) -> Truth:
    """Between .2 and 40 % of the customers, each predicate cuts the set by a fifth or more."""
    while True:
        count = int(dice.choice([1, 2, 3], p=[0.35, 0.4, 0.25]))
        names = [str(name) for name in dice.permutation(list(base.schema))[:count]]
        if len({base.schema[name].get("hier", name) for name in names}) < count:
            continue
        made = [_predicate(base, dice, name, habits) for name in names]
        masks = [mask for _predicate_, mask in made]
        whole = np.logical_and.reduce(masks)
        if not 0.002 <= whole.mean() <= 0.4 or whole.sum() < 5:
            continue
        others = [[mask for other, mask in enumerate(masks) if other != at] for at in range(count)]
        if all(whole.sum() <= 0.8 * np.logical_and.reduce([whole | True, *some]).sum() for some in others):
            return Truth([predicate for predicate, _mask in made], whole)


def _predicate(base: Population, dice: np.random.Generator, name: str, habits: Habits) -> tuple[dict[str, Any], Mask]:
    column, kind = base.columns[name], base.schema[name]["kind"]
    if kind == "bool":
        value = bool(dice.random() < 0.85)
        return {"attr": name, "op": "==", "value": value}, column == value
    if kind == "cat":
        return _of_values(base, dice, name, habits)
    return _of_range(base, dice, name, habits)


def _of_values(base: Population, dice: np.random.Generator, name: str, habits: Habits) -> tuple[dict[str, Any], Mask]:
    column = base.columns[name]
    first = column[dice.integers(0, base.size)]
    if dice.random() < 0.7:
        return {"attr": name, "op": "==", "value": first}, column == first
    pool = sorted(set(column.tolist()) - {first})
    parent = {"country": "subregion", "subregion": "region", "isp": "country"}.get(name)
    if parent and dice.random() < habits.siblings:
        above = base.columns[parent][column == first][0]
        pool = sorted(set(column[base.columns[parent] == above].tolist()) - {first}) or pool
    more = dice.permutation(pool)[: int(dice.integers(1, 3))]
    values = sorted([first, *(str(one) for one in more)])
    return {"attr": name, "op": "in", "value": values}, np.isin(column, values)


def _of_range(base: Population, dice: np.random.Generator, name: str, habits: Habits) -> tuple[dict[str, Any], Mask]:
    rank = base.ranks[name]
    is_round = base.schema[name]["kind"] == "num" and dice.random() < habits.round_ends
    ends = sorted(_end(dice, rank, is_round) for _ in range(2))
    op = str(dice.choice([">=", "<=", "between"], p=[0.4, 0.25, 0.35]))
    if is_round and op == "between" and name == "account_number" and dice.random() < 0.6:
        ends = [ends[0] // 100_000 * 100_000, ends[0] // 100_000 * 100_000 + 99_999]
    low, high = (ends[0] if op != "<=" else -np.inf), (ends[1] if op == "between" else np.inf)
    high = ends[0] if op == "<=" else high
    mask = (rank >= low) & (rank <= high)
    value: Any = [_named_end(base, name, one) for one in ends] if op == "between" else _named_end(base, name, ends[0])
    return {"attr": name, "op": op, "value": value}, mask


def _end(dice: np.random.Generator, rank: NDArray[np.float64], is_round: bool) -> float:
    drawn = float(rank[dice.integers(0, len(rank))])
    if not is_round or drawn < 2:
        return drawn
    unit = 10.0 ** np.floor(np.log10(drawn))
    unit = unit if dice.random() < 0.7 else unit / 2
    return float(np.round(drawn / unit) * unit)


def _named_end(base: Population, name: str, rank: float) -> Any:
    if base.schema[name]["kind"] == "num":
        return rank
    return base.columns[name][np.flatnonzero(base.ranks[name] == rank)[0]]


def _draw(dice: np.random.Generator, weight: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Different customers, by weight."""
    possible = np.flatnonzero(weight > 0)
    count = min(count, len(possible))
    drawn = dice.choice(possible, count, replace=False, p=weight[possible] / weight[possible].sum())
    return drawn.astype(np.int64)

"""A little company's customers, with everything in it that the search must see through."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from andon.impact.rules.segments import Finding

SCHEMA: dict[str, dict[str, Any]] = {
    "region": {"kind": "cat", "hier": "place"},
    "country": {"kind": "cat", "hier": "place"},
    "plan": {"kind": "cat"},
    "version": {"kind": "ord"},
    "account": {"kind": "num"},
    "teapot": {"kind": "bool"},
    "beta": {"kind": "bool"},
}
_COUNTRIES = {"south": ["IT", "ES", "PT", "GR"], "north": ["SE", "NO", "DK"], "centre": ["DE", "AT", "CH", "PL"]}
_VERSIONS = ["4.9", "5.0", "5.1", "5.2", "5.10", "6.0"]


def customers(size: int = 4000, seed: int = 7) -> dict[str, NDArray[Any]]:
    dice = np.random.default_rng(seed)
    places = [(region, country) for region, some in _COUNTRIES.items() for country in some]
    at = dice.integers(0, len(places), size)
    return {
        "region": np.array([region for region, _country in places], object)[at],
        "country": np.array([country for _region, country in places], object)[at],
        "plan": dice.choice(np.array(["free", "team", "enterprise"], object), size, p=[0.6, 0.3, 0.1]),
        "version": dice.choice(np.array(_VERSIONS, object), size),
        "account": dice.permutation(np.arange(100_000, 100_000 + size * 100, 100)).astype(np.float64),
        "teapot": dice.random(size) < 0.3,
        "beta": dice.random(size) < 0.5,
    }


def reporters(mask: NDArray[np.bool_], inside: int, outside: int = 0, seed: int = 1) -> NDArray[np.int64]:
    dice = np.random.default_rng(seed)
    chosen = [dice.choice(np.flatnonzero(mask), inside, replace=False), dice.integers(0, len(mask), outside)]
    return dice.permutation(np.concatenate(chosen))


def said(findings: list[Finding]) -> list[set[tuple[str, str, Any]]]:
    """Each finding's predicates; the order of a set's values says nothing."""
    return [{(one.attr, one.op, _plain(one.value, one.op)) for one in each.predicates} for each in findings]


def _plain(value: Any, op: str) -> Any:
    return frozenset(value) if op == "in" else value

"""Nothing but customers and reports decides: not their order, not what values are called, not what else is known."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from andon.impact.rules.segments import Finding, find_segments

from .base import SCHEMA, customers, reporters, said

BASE = customers(1500)
_FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])

faults = st.fixed_dictionaries(
    {
        "country": st.sampled_from([None, "IT", "SE", "DE"]),
        "teapot": st.sampled_from([None, True]),
        "plan": st.sampled_from([None, "team", "free"]),
        "inside": st.integers(3, 25),
        "outside": st.integers(0, 6),
        "seed": st.integers(0, 10_000),
    }
)


def reports_of(fault: dict[str, Any]) -> NDArray[np.int64]:
    mask = np.ones(1500, np.bool_)
    for name in ("country", "teapot", "plan"):
        if fault[name] is not None:
            mask &= BASE[name] == fault[name]
    return reporters(mask, min(fault["inside"], int(mask.sum())), fault["outside"], fault["seed"])


def figures(found: list[Finding]) -> list[tuple[float, int, int]]:
    return [(one.confidence, one.inside, one.customers) for one in found]


@_FEW
@given(faults, st.randoms(use_true_random=False))
def test_the_order_of_reports_and_columns(fault: dict[str, Any], dice: Any) -> None:
    reports = reports_of(fault)
    expected = find_segments(SCHEMA, BASE, reports)
    shuffled = np.array(dice.sample(reports.tolist(), len(reports)))
    names = dice.sample(list(SCHEMA), len(SCHEMA))
    schema, columns = {name: SCHEMA[name] for name in names}, {name: BASE[name] for name in reversed(names)}
    assert find_segments(schema, columns, shuffled) == expected


@_FEW
@given(faults)
def test_the_names_of_values(fault: dict[str, Any]) -> None:
    reports = reports_of(fault)
    expected = find_segments(SCHEMA, BASE, reports)
    renamed = dict(BASE)
    for name in ("region", "country", "plan"):
        renamed[name] = np.array([_renamed(value) for value in BASE[name].tolist()], object)
    found = find_segments(SCHEMA, renamed, reports)
    assert figures(found) == figures(expected)
    again = [
        {(attr, op, _again(value) if attr in ("region", "country", "plan") else value) for attr, op, value in one}
        for one in said(expected)
    ]
    assert said(found) == again


def _renamed(value: str) -> str:
    return value[::-1] + "°"


def _again(value: Any) -> Any:
    return frozenset(map(_renamed, value)) if isinstance(value, frozenset) else _renamed(value)


@_FEW
@given(faults, st.integers(0, 100))
def test_an_attribute_that_has_nothing_to_do_with_it(fault: dict[str, Any], seed: int) -> None:
    reports = reports_of(fault)
    expected = find_segments(SCHEMA, BASE, reports)
    # A coin: as many of the reporters as of all.
    coin = np.arange(1500) % 2 == np.random.default_rng(seed).integers(0, 2)
    half = np.argsort(np.random.default_rng(seed).random(len(reports)))[: len(reports) // 2]
    coin[np.unique(reports)] = False
    coin[reports[half]] = True
    found = find_segments(SCHEMA | {"coin": {"kind": "bool"}}, BASE | {"coin": coin}, reports)
    sure = [one for one in expected if one.confidence > 0.6]
    assert said(found[: len(sure)]) == said(sure)
    assert all(abs(one.confidence - other.confidence) < 0.1 for one, other in zip(found, sure, strict=False))


@_FEW
@given(faults, st.integers(0, 10_000))
def test_the_order_of_customers(fault: dict[str, Any], seed: int) -> None:
    reports = reports_of(fault)
    expected = find_segments(SCHEMA, BASE, reports)
    order = np.random.default_rng(seed).permutation(1500)
    moved = {name: column[order] for name, column in BASE.items()}
    found = find_segments(SCHEMA, moved, np.argsort(order)[reports])
    assert said(found) == said(expected)
    assert [round(one.confidence, 9) for one in found] == [round(one.confidence, 9) for one in expected]

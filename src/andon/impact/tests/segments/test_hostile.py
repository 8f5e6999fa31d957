"""Whatever a customer base looks like: an answer or none, no crash, and bad questions are refused by name."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from andon.impact.rules.segments import BadSchema, find_segments

from .base import SCHEMA, customers, reporters, said


def test_columns_that_say_nothing() -> None:
    size = 500
    columns: dict[str, NDArray[Any]] = {
        "same": np.array(["x"] * size, object),
        "none": np.array([None] * size, object),
        "lost": np.full(size, np.nan),
        "one": np.ones(size),
        "off": np.zeros(size, np.bool_),
        "version": np.array(["1.0"] * size, object),
    }
    kinds = {"same": "cat", "none": "cat", "lost": "num", "one": "num", "off": "bool", "version": "ord"}
    assert find_segments({name: {"kind": kind} for name, kind in kinds.items()}, columns, np.arange(20)) == []


def test_ten_thousand_values_of_their_own() -> None:
    base = customers(10_000)
    base["plan"] = np.array([f"only-{number}" for number in range(10_000)], object)
    base["version"] = np.array([f"{number % 97}.{number}" for number in range(10_000)], object)
    (found,) = find_segments(SCHEMA, base, reporters(base["region"] == "south", 30, 3))
    assert said([found]) == [{("region", "==", "south")}]


def test_a_base_of_one_customer_and_of_none() -> None:
    schema = {"plan": {"kind": "cat"}, "seats": {"kind": "num"}}
    one = {"plan": np.array(["free"], object), "seats": np.array([3.0])}
    assert find_segments(schema, one, np.array([0, 0, 0, 0, 0, 0])) == []
    nobody = {"plan": np.array([], object), "seats": np.array([])}
    assert find_segments(schema, nobody, np.array([], np.int64)) == []
    assert find_segments({}, {}, np.array([], np.int64)) == []


def test_when_everybody_reports_there_is_no_segment() -> None:
    base = customers(300)
    assert find_segments(SCHEMA, base, np.arange(300)) == []


def test_a_customer_who_repeats_herself_counts_once() -> None:
    base = customers()
    reports = reporters(base["teapot"] & (base["plan"] == "team"), 15, 2)
    once, often = find_segments(SCHEMA, base, reports), find_segments(SCHEMA, base, np.repeat(reports, 7))
    assert once == often
    assert find_segments(SCHEMA, base, np.repeat(reports[:1], 50)) == []


def test_not_set_in_every_spelling_and_flags_in_any() -> None:
    base = customers()
    reports = reporters(base["teapot"] & (base["version"] == "5.2"), 25, 2)
    expected = said(find_segments(SCHEMA, base, reports))
    assert expected == [{("teapot", "==", True), ("version", "==", "5.2")}]
    blank: list[Any] = [None, "", float("nan")]
    dice = np.random.default_rng(1)
    for name in ("plan", "country", "beta", "account"):
        base[name] = base[name].astype(object)
        some = np.flatnonzero(dice.random(len(base[name])) < 0.2)
        base[name][some] = [blank[at % (1 if name == "account" else 3)] for at in range(len(some))]
    base["teapot"] = base["teapot"].astype(int)
    assert said(find_segments(SCHEMA, base, reports)) == expected


def test_versions_may_be_numbers_and_values_may_be_anything() -> None:
    base = customers()
    base["version"] = np.array([3, 5, 7, 9, 11, 20])[np.random.default_rng(2).integers(0, 6, 4000)]
    base["plan"] = np.random.default_rng(3).choice([1, 2, 3], 4000)
    reports = reporters((base["version"] >= 9) & (base["plan"] == 2), 40)
    assert said(find_segments(SCHEMA, base, reports)) == [{("version", ">=", 9), ("plan", "==", 2)}]


def test_numbers_of_every_size() -> None:
    dice = np.random.default_rng(4)
    schema = {name: {"kind": "num"} for name in ("tiny", "huge", "negative", "endless")}
    columns = {
        "tiny": dice.random(2000) * 1e-300,
        "huge": dice.random(2000) * 1e300,
        "negative": -dice.random(2000) * 1000,
        "endless": np.where(dice.random(2000) < 0.5, np.inf, 1.0),
    }
    mask = columns["negative"] <= -700
    (found,) = find_segments(schema, columns, reporters(mask, 40))
    assert said([found]) == [{("negative", "<=", -700)}]


def test_weights_of_nought() -> None:
    base = customers()
    weight = np.where(base["plan"] == "free", 0.0, 1.0)
    (found, *_) = find_segments(SCHEMA, base, reporters(base["country"] == "PL", 20), weight)
    assert ("country", "==", "PL") in said([found])[0]


@pytest.mark.parametrize(
    ("schema", "named"),
    [({"plan": {"kind": "text"}}, "plan"), ({"plan": "cat"}, "plan"), ({"plan": {"kind": "cat", "hier": 7}}, "plan")],
)
def test_a_schema_that_is_none_is_refused_by_its_attribute(schema: Any, named: str) -> None:
    with pytest.raises(BadSchema, match=named):
        find_segments(schema, customers(10), np.arange(5))


def test_bad_questions_are_refused() -> None:
    base = customers(100)
    with pytest.raises(ValueError, match="shoe"):
        find_segments({"shoe": {"kind": "cat"}}, base, np.arange(5))
    with pytest.raises(ValueError, match="reports"):
        find_segments(SCHEMA, base, np.array([1, 2, 100]))
    with pytest.raises(ValueError, match="base_weight"):
        find_segments(SCHEMA, base, np.arange(5), np.full(100, -1.0))
    with pytest.raises(ValueError, match="one length"):
        find_segments(SCHEMA, base | {"plan": base["plan"][:50]}, np.arange(5))

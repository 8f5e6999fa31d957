"""What is planted is found, with its confidence and its words."""

import json

import numpy as np
from numpy.typing import NDArray

from andon.impact.evaluation import Candidate
from andon.impact.rules.segments import affected, as_dicts, english, find_segments

from .base import SCHEMA, customers, reporters, said


def test_a_conjunction_through_noise() -> None:
    base = customers()
    mask = base["teapot"] & (base["region"] == "south") & np.isin(base["version"], ["5.1", "5.2", "5.10", "6.0"])
    (found,) = find_segments(SCHEMA, base, reporters(mask, 34, 6))
    assert said([found]) == [{("teapot", "==", True), ("region", "==", "south"), ("version", ">=", "5.1")}]
    assert found.confidence > 0.9
    assert found.reports == 40
    assert found.inside >= 34
    assert found.customers == mask.sum()
    assert np.array_equal(affected(SCHEMA, base, found.predicates), mask)


def test_versions_are_ordered_by_their_parts() -> None:
    base = customers()
    mask = np.isin(base["version"], ["5.2", "5.10"])
    (found,) = find_segments(SCHEMA, base, reporters(mask, 30))
    assert said([found]) == [{("version", "between", ("5.2", "5.10"))}]


def test_siblings_of_a_hierarchy() -> None:
    base = customers()
    (found,) = find_segments(SCHEMA, base, reporters(np.isin(base["country"], ["IT", "ES"]), 30, 3))
    assert said([found]) == [{("country", "in", frozenset({"IT", "ES"}))}]


def test_a_block_of_account_numbers() -> None:
    base = customers()
    mask = (base["account"] >= 200_000) & (base["account"] <= 299_999)
    (found,) = find_segments(SCHEMA, base, reporters(mask, 30))
    assert said([found]) == [{("account", "between", (200_000, 299_999))}]


def test_not_set_is_a_value() -> None:
    base = customers()
    lost = np.random.default_rng(3).random(len(base["plan"])) < 0.1
    base["plan"][lost] = None
    (found,) = find_segments(SCHEMA, base, reporters(lost, 12, 1))
    assert said([found]) == [{("plan", "==", None)}]
    assert "plan not set" in english(found.sentence_parts)


def test_reports_from_anywhere_have_no_segment() -> None:
    base = customers()
    answers = [find_segments(SCHEMA, base, _anywhere(len(base["plan"]), seed)) for seed in range(20)]
    assert not any(each[0].confidence >= 0.9 for each in answers if each)
    assert sum(not each for each in answers) >= 15


def _anywhere(size: int, seed: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).choice(size, 20, replace=False)


def test_a_second_cause_explains_what_the_first_does_not() -> None:
    base = customers()
    one, other = base["country"] == "PL", (base["plan"] == "enterprise") & ~base["beta"]
    reports = np.concatenate([reporters(one, 20), reporters(other, 12, seed=2)])
    found = find_segments(SCHEMA, base, reports)
    assert said(found) == [{("country", "==", "PL")}, {("plan", "==", "enterprise"), ("beta", "==", False)}]
    assert [each.is_second for each in found] == [False, True]
    assert "of the other" in english(found[1].sentence_parts)


def test_the_runner_up_names_other_customers_and_a_question_parts_them() -> None:
    base = customers()
    mask = base["teapot"] & (base["country"] == "PL")
    (found,) = find_segments(SCHEMA, base, reporters(mask, 4))
    assert found.is_hint
    assert english(found.sentence_parts).startswith("First hint: 4 of 4 reports (100 %) come from customers with ")
    assert said([found]) == [{("country", "==", "PL"), ("teapot", "==", True)}]
    assert found.runner_up is not None
    mine, others = (affected(SCHEMA, base, one.predicates) for one in (found, found.runner_up))
    assert 2 * (mine & others).sum() < 0.8 * (mine.sum() + others.sum())
    apart = {one.attr for one in found.predicates} ^ {one.attr for one in found.runner_up.predicates}
    assert found.question is not None
    assert found.question.attr in apart


def test_as_plain_values_what_it_could_be_instead_comes_after() -> None:
    base = customers()
    found = find_segments(SCHEMA, base, reporters(base["teapot"] & (base["country"] == "PL"), 4))
    first, *others = as_dicts(found)
    assert first["sentence"] == english(found[0].sentence_parts)
    assert not first["is_alternative"]
    assert others
    assert all(one["is_alternative"] and one["confidence"] <= first["confidence"] for one in others)
    assert len({json.dumps(one["predicates"]) for one in (first, *others)}) == 1 + len(others)
    assert as_dicts([]) == []


def test_the_face_for_measuring_takes_plain_lists() -> None:
    columns = {"plan": ["free", "team"] * 200, "seats": [1.0] * 400}
    schema = {"plan": {"kind": "cat"}, "seats": {"kind": "num"}}
    found = Candidate().blast_radius(schema, columns, list(range(1, 60, 2)))
    assert found[0]["predicates"] == [{"attr": "plan", "op": "==", "value": "team"}]
    assert Candidate().blast_radius(schema, columns, list(range(0, 60, 7))) == []


def test_who_usually_writes_more_is_no_cause() -> None:
    base = customers()
    weight = np.where(base["plan"] == "free", 1.0, 6.0)
    dice = np.random.default_rng(5)
    reports = dice.choice(len(weight), 60, replace=False, p=weight / weight.sum())
    assert find_segments(SCHEMA, base, reports)
    assert not find_segments(SCHEMA, base, reports, weight)

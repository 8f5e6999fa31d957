"""From what is believed to what is told: counts of the whole base, the runner-up, the question, who is missing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .asked import Asked
from .choices import Predicate
from .finding import Finding, Question, RunnerUp
from .plane import Mask, Plane
from .posterior import SAME, Belief
from .question import most_telling
from .sentence import Told, segment_part, sentence_parts
from .whole import affected, most_expected_of_nobody

HINT_BELOW = 8
_EXPECTED_FROM = 1.0
_RIVAL_FROM, _RIVALS = 0.02, 60
_NEXT, _NEXT_FROM, _ANEW = 2, 0.005, 0.97


@dataclass(frozen=True, slots=True)
class Answer:
    """`at`: where it stands among the segments believed in; `reports`: rows."""

    asked: Asked
    plane: Plane
    belief: Belief
    at: int
    reports: NDArray[np.int64]
    is_second: bool


def tell(answer: Answer) -> tuple[Finding, Mask]:
    """And for whom of the base it holds."""
    asked, reports, kinds = answer.asked, answer.reports, answer.asked.kinds
    predicates = _named(answer, answer.at)
    mask = affected(asked.schema, asked.columns, predicates)
    told = Told(
        predicates,
        inside=int(mask[reports].sum()),
        reports=len(reports),
        share=float(mask.mean()),
        customers=int(mask.sum()),
        confidence=answer.belief.confidence(answer.at),
        nobody=_nobody(asked, predicates, reports),
        hint=len(reports) < HINT_BELOW,
        left=answer.is_second,
    )
    rival = _rival(answer.belief, answer.at)
    finding = Finding(
        predicates,
        told.confidence,
        told.inside,
        told.reports,
        told.share,
        told.customers,
        sentence_parts(told, kinds),
        None if rival is None else _runner_up(answer, rival),
        None if rival is None else _question(answer, rival),
        tuple(_runner_up(answer, at) for at in _next_best(answer.belief, answer.at)),
        told.hint,
        told.left,
    )
    return finding, mask


def _named(answer: Answer, at: int) -> tuple[Predicate, ...]:
    return tuple(answer.plane.predicates[one] for one in answer.belief.segments[at].predicates)


def _rival(belief: Belief, answer: int) -> int | None:
    """Of those who name other customers, the one with which most agree."""
    others = belief.alike(answer) < SAME
    agreed = {
        int(at): round(float(belief.likely[others & (belief.alike(int(at)) >= SAME)].sum()), 9)
        for at in np.flatnonzero(others)[:_RIVALS]
    }
    best = max(agreed, key=lambda at: agreed[at], default=None)
    return None if best is None or agreed[best] < _RIVAL_FROM else best


def _next_best(belief: Belief, answer: int) -> list[int]:
    """Each of other customers than those before it, if only of a few others."""
    named, found = [belief.alike(answer)], list[int]()
    for at in np.flatnonzero(belief.likely[:_RIVALS] >= _NEXT_FROM).tolist():
        if len(found) < _NEXT and all(one[at] < _ANEW for one in named):
            found.append(at)
            named.append(belief.alike(at))
    return found


def _runner_up(answer: Answer, at: int) -> RunnerUp:
    segment, predicates = answer.belief.segments[at], _named(answer, at)
    said = segment_part(predicates, answer.asked.kinds)
    return RunnerUp(predicates, answer.belief.confidence(at), segment.inside, segment.share, said)


def _question(answer: Answer, rival: int) -> Question | None:
    both = (answer.at, rival)
    askable = frozenset(one.name for one in answer.asked.attributes if one.askable)
    weights = [answer.belief.confidence(at) for at in both]
    found = most_telling(answer.plane, [answer.belief.mask(at) for at in both], weights, askable)
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

"""What to believe after the search: how likely each segment is, how sure an answer, and which to give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .choices import Floats
from .evidence import log_as_segment, log_evidence
from .plane import Mask, Plane, Words
from .search import MUST_CUT, Segment, by_score

_WEIGHED = 500
NOTHING = 0.1
SAME = 0.8
_THE_SAME, _NEARLY = 0.95, 0.3
_ANSWERS = 24


@dataclass(frozen=True, slots=True)
class Belief:
    """`likely`: of each segment, best first; `nothing`: that there is no segment."""

    segments: Sequence[Segment]
    likely: Floats
    nothing: float
    packed: Words
    sizes: Floats
    rows: int

    def alike(self, at: int) -> Floats:
        """F1 between this segment's customers and every other's."""
        both = np.bitwise_count(self.packed & self.packed[at]).sum(axis=1, dtype=np.int64)
        return np.asarray(2 * both / np.maximum(self.sizes + self.sizes[at], 1))

    def answer(self) -> int:
        """The likeliest wording of the customers whom most name to the letter, or nearly so."""
        named = [self.alike(at) for at in range(min(_ANSWERS, len(self.segments)))]
        votes = [self.likely @ ((one >= _THE_SAME) + _NEARLY * (one >= SAME)) for one in named]
        return int(np.argmax(named[int(np.argmax(np.round(votes, 9)))] >= _THE_SAME))

    def mask(self, at: int) -> Mask:
        """By row of the sample."""
        return np.unpackbits(self.packed[at].view(np.uint8))[: self.rows].astype(np.bool_)

    def confidence(self, at: int) -> float:
        """Wordings of nearly the same customers do not split the vote."""
        return float(self.likely[self.alike(at) >= SAME].sum())


def believe(plane: Plane, ranked: Sequence[Segment], nothing: float = NOTHING) -> Belief:
    """Counts the best again, among the whole sample. `nothing`: how likely no segment was beforehand."""
    packed = {one.predicates: _both(plane, one.predicates) for one in ranked[:_WEIGHED]}
    counted = [one for one in ranked[:_WEIGHED] if _each_cuts(plane, one, packed[one.predicates])]
    segments = _again(plane, counted, [_size(packed[one.predicates]) for one in counted])
    logs = np.array([np.log(nothing), *(np.log(1 - nothing) + one.score for one in segments)])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    words = np.array([packed[one.predicates] for one in segments], np.uint64).reshape(
        len(segments), -1 if segments else 0
    )
    sizes = np.bitwise_count(words).sum(axis=1, dtype=np.int64).astype(np.float64)
    return Belief(segments, weights[1:], float(weights[0]), words, sizes, len(plane.attributes[0].base))


def _again(plane: Plane, segments: Sequence[Segment], sizes: Sequence[int]) -> list[Segment]:
    inside = np.array([one.inside for one in segments], np.int64)
    rows = len(plane.attributes[0].base)
    shares = np.maximum(np.array(sizes, np.float64) / rows, inside / plane.size)
    evidence = log_evidence(inside, plane.reports, shares) + log_as_segment(shares)
    found = [
        replace(one, score=one.prior + float(log), share=float(share))
        for one, log, share in zip(segments, evidence, shares, strict=True)
    ]
    return sorted(found, key=by_score)


def _each_cuts(plane: Plane, segment: Segment, whole: Words) -> bool:
    """A predicate that cuts next to nothing off is no part of an answer."""
    if len(segment.predicates) == 1:
        return True
    size = _size(whole)
    others = (tuple(o for o in segment.predicates if o != one) for one in segment.predicates)
    return all(size <= MUST_CUT * _size(_both(plane, some)) for some in others)


def _both(plane: Plane, predicates: Sequence[int]) -> Words:
    whole = plane.packed(predicates[0])
    for one in predicates[1:]:
        whole = whole & plane.packed(one)
    return whole


def _size(words: Words) -> int:
    return int(np.bitwise_count(words).sum(dtype=np.int64))

"""Looks for conjunctions of one to three predicates that explain reports.

Every predicate is looked at in the context of each promising one, and of each promising pair.
"""

from dataclasses import dataclass
from math import comb

import numpy as np

from .choices import Codes, Floats
from .evidence import EvidenceTable, log_as_segment
from .plane import Counts, Plane

Conjunction = tuple[int, ...]
_LENGTHS = {1: 0.37, 2: 0.4, 3: 0.23}
MUST_CUT = 0.8
_KEPT, _POLISHED = 40, 60
_CONTEXTS_EACH, _PAIRS, _PAIRS_ALIKE, _CLASSES = 8, 80, 3, 40


@dataclass(frozen=True, slots=True)
class Segment:
    """`score`: log of prior and evidence, against the reports coming from anywhere; `share` of all contacts."""

    predicates: Conjunction
    prior: float
    score: float
    inside: int
    share: float


def by_score(segment: Segment) -> tuple[float, Conjunction]:
    return -round(segment.score, 9), segment.predicates


class Search:
    def __init__(self, plane: Plane, least: int) -> None:
        self._plane, self._least = plane, least
        self._evidence = EvidenceTable(plane.reports)
        self._alone = plane.count()
        self.found: dict[Conjunction, Segment] = {}

    def run(self) -> list[Segment]:
        """Best first."""
        first = self._singles()
        for one in first:
            self._extend((one,))
        for pair in self._diverse_pairs():
            self._extend(pair)
        for best in self._classes():
            self._polish(best)
        return self.ranked()

    def ranked(self) -> list[Segment]:
        return sorted(self.found.values(), key=by_score)

    def _singles(self) -> list[int]:
        """Puts them all on the list; returns those in whose context others are looked at."""
        plane, counts = self._plane, self._alone
        score = self._scores((), counts)
        good = np.flatnonzero(self._holds(counts, plane.rows))
        contexts: list[int] = []
        for attribute in range(len(plane.attributes)):
            mine = good[plane.of[good] == attribute]
            mine = mine[np.argsort(-score[mine], kind="stable")]
            self._keep((), mine[:_POLISHED], score, counts)
            contexts += self._diverse(mine)
        return contexts

    def _diverse(self, ranked: Codes) -> list[int]:
        """The best of each number of reports."""
        best: dict[tuple[int, bool], int] = {}
        for one in ranked.tolist():
            best.setdefault((int(self._alone.reports[one]), self._plane.is_run(one)), one)
        return list(best.values())[:_CONTEXTS_EACH]

    def _extend(self, context: Conjunction) -> None:
        plane = self._plane
        if len(context) == len(plane.attributes):
            return
        base, told = plane.masks_of(context)
        counts = plane.count(base, told)
        good = self._holds(counts, int(base.sum()))
        good &= counts.base <= MUST_CUT * self._alone.base
        good &= ~np.isin(plane.family, plane.family[list(context)])
        score = self._scores(context, counts)
        some = np.flatnonzero(good)
        self._keep(context, some[np.argsort(-score[some], kind="stable")][:_KEPT], score, counts)

    def _holds(self, counts: Counts, among: int) -> "np.typing.NDArray[np.bool_]":
        return (counts.reports >= self._least) & (counts.base <= MUST_CUT * among)

    def _scores(self, context: Conjunction, counts: Counts) -> Floats:
        share = self._plane.share(counts)
        return self._evidence(counts.reports, share) + log_as_segment(share) + self._priors(context)

    def _priors(self, context: Conjunction) -> Floats:
        plane, length = self._plane, len(context) + 1
        prior = np.log(_LENGTHS[length]) - np.log(comb(len(plane.attributes), length))
        prior += plane.priors[list(context)].sum()
        return np.asarray(plane.priors + prior)

    def _keep(self, context: Conjunction, those: Codes, score: Floats, counts: Counts) -> None:
        shares, priors = self._plane.share(counts), self._priors(context)
        for one in those.tolist():
            key = tuple(sorted((*context, one)))
            if key not in self.found:
                inside, share = int(counts.reports[one]), float(shares[one])
                self.found[key] = Segment(key, float(priors[one]), float(score[one]), inside, share)

    def _diverse_pairs(self) -> list[Conjunction]:
        """Not eighty wordings of one."""
        alike: dict[tuple[int, ...], int] = {}
        chosen: list[Conjunction] = []
        for one in self.ranked():
            if len(one.predicates) == 2:
                kind = tuple(self._plane.of[list(one.predicates)].tolist())
                alike[kind] = alike.get(kind, 0) + 1
                if alike[kind] <= _PAIRS_ALIKE:
                    chosen.append(one.predicates)
            if len(chosen) == _PAIRS:
                break
        return chosen

    def _classes(self) -> list[Conjunction]:
        """The best of each group of attributes."""
        best: dict[tuple[int, ...], Conjunction] = {}
        for one in self.ranked():
            best.setdefault(tuple(self._plane.of[list(one.predicates)].tolist()), one.predicates)
            if len(best) == _CLASSES:
                break
        return list(best.values())

    def _polish(self, conjunction: Conjunction) -> None:
        """Other wordings of each of its predicates, the others as they are."""
        for one in conjunction:
            if len(conjunction) > 1:
                self._vary(tuple(other for other in conjunction if other != one), int(self._plane.of[one]))

    def _vary(self, context: Conjunction, attribute: int) -> None:
        base, told = self._plane.masks_of(context)
        counts = self._plane.count(base, told)
        score = self._scores(context, counts)
        mine = np.flatnonzero(self._holds(counts, int(base.sum())) & (self._plane.of == attribute))
        self._keep(context, mine[np.argsort(-score[mine], kind="stable")][:_POLISHED], score, counts)


def least_inside(reports: int) -> int:
    """Fewer reports inside are no explanation."""
    return max(2, -(-reports * 2 // 5))

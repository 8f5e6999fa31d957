"""Which label a text gets, how sure that is, and whether it belongs to any of them at all.

A multinomial logistic regression on vectors. Learned from what people did; the name of a label counts as one of its
examples, which is what makes a handful of them enough. Same examples, in whatever order, same router.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from .belonging import Known, Rows, Scale
from .confidence import Confidence


class Routed(NamedTuple):
    """`confidence`: the share of suggestions like this that are right. `accept`: the text belongs to what is known."""

    label: str
    confidence: float
    accept: bool


@dataclass(frozen=True, slots=True)
class Router:
    """`floor`: how much a text must belong to be accepted."""

    labels: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    known: Known
    scale: Scale
    confidence: Confidence
    floor: float

    def route(self, vectors: Rows) -> list[Routed]:
        return [row[0] for row in self.rank(vectors, 1)]

    def rank(self, vectors: Rows, first: int = 3) -> list[list[Routed]]:
        """The likeliest labels a text, best first; the others share what the best one leaves, by their odds."""
        if not len(vectors):
            return []
        logits = self.logits(vectors)
        belonging = self.belonging(vectors, logits)
        sure = self.confidence.of(odds_of(logits), belonging)
        # A text without a word has no direction: it is like nothing.
        accept = (belonging >= self.floor) & vectors.any(axis=1)
        chances = np.exp(log_softmax(logits, axis=1))
        order = np.argsort(-chances, axis=1, kind="stable")[:, :first]
        return [
            [
                Routed(self.labels[label], share, bool(accept[place]))
                for label, share in zip(labels, _shares(chances[place][labels], sure[place]), strict=True)
            ]
            for place, labels in enumerate(order)
        ]

    def logits(self, vectors: Rows) -> NDArray[np.float64]:
        made: NDArray[np.float64] = vectors @ self.weights.T + self.bias
        return made

    def belonging(self, vectors: Rows, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.scale.belonging(self.known.looks(vectors, logits))


def odds_of(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of the best against all others together."""
    best = log_softmax(logits, axis=1).max(axis=1)
    made: NDArray[np.float64] = best - np.log(np.maximum(-np.expm1(best), 1e-12))
    return np.clip(made, -20, 20)


def _shares(chances: NDArray[np.float64], sure: float) -> list[float]:
    rest = (1 - sure) / max(1 - chances[0], 1e-12)
    return [float(sure), *(float(min(sure, rest * chance)) for chance in chances[1:])]

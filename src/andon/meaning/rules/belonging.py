"""Does a text belong to anything that was learned? Three looks at it, brought to one scale.

How strongly all classes together speak up (log-sum-exp of the logits), how near the nearest class's middle is, and how
near the nearest learned texts are. The largest probability does not tell: among classes that all fit badly one wins.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

Rows = NDArray[np.float32]

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a router remembers of its classes: their middles, and some texts of each."""

    middles: Rows
    texts: Rows

    def looks(self, vectors: Rows, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """A row of three a text; more is nearer."""
        near = np.sort(vectors @ self.texts.T, axis=1)[:, -NEAREST:].mean(axis=1)
        middle = (vectors @ self.middles.T).max(axis=1)
        return np.stack([logsumexp(logits, axis=1), middle, near], axis=1).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Scale:
    """What the three are for texts that do belong."""

    middle: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, looks: NDArray[np.float64]) -> "Scale":
        return cls(looks.mean(axis=0), np.maximum(looks.std(axis=0), 1e-3))

    def belonging(self, looks: NDArray[np.float64]) -> NDArray[np.float64]:
        """Zero is usual for a text that belongs; -2 is unusually far off."""
        made: NDArray[np.float64] = ((looks - self.middle) / self.spread).mean(axis=1)
        return made


def remember(vectors: Rows, classes: NDArray[np.int64], count: int, most: int) -> Known:
    """At most `most` texts a class, spread evenly over those there are."""
    middles = np.zeros((count, vectors.shape[1]), dtype=np.float32)
    np.add.at(middles, classes, vectors)
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    kept: list[NDArray[np.int64]] = []
    for label in range(count):
        mine = np.flatnonzero(classes == label)
        kept.append(mine[np.linspace(0, len(mine) - 1, min(most, len(mine))).astype(np.int64)])
    return Known(middles, vectors[np.concatenate(kept)])

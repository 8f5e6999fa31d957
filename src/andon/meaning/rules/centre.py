"""What all texts of a house have in common, taken out: a bank's mails all speak of cards, so 'card' says nothing there.

Running sums, so that a store can keep them; a language with few texts leans on all texts together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

# How many texts of a language weigh as much as what is known of all texts.
_LEANS = 50


@dataclass(slots=True)
class Centre:
    """Sums of vectors and how many, a language each. Vectors of one model only."""

    size: int
    sums: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, vectors: Rows, languages: Sequence[str] | None = None) -> None:
        """Rows of zeros are not counted."""
        said = np.array(languages if languages is not None else [""] * len(vectors), dtype=object)
        telling = vectors.any(axis=1)
        for language in sorted(set(said[telling])):
            mine = vectors[telling & (said == language)]
            total = self.sums.get(language, np.zeros(self.size))
            self.sums[language] = total + mine.sum(axis=0, dtype=np.float64)
            self.counts[language] = self.counts.get(language, 0) + len(mine)

    def middle(self, language: str = "") -> Rows:
        """Zeros where nothing has been added yet."""
        known = sum(self.counts.values())
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        overall = sum(self.sums.values()) / (known + _LEANS)
        mine, count = self.sums.get(language), self.counts.get(language, 0)
        if not language or mine is None:
            return np.asarray(overall, dtype=np.float32)
        return np.asarray((mine + _LEANS * overall) / (count + _LEANS), dtype=np.float32)

    def of(self, vectors: Rows, languages: Sequence[str] | None = None) -> Rows:
        """The vectors seen from the middle, of length one."""
        if languages is None:
            apart = vectors - self.middle()
        else:
            middles = {language: self.middle(language) for language in set(languages)}
            apart = vectors - np.stack([middles[language] for language in languages]) if len(vectors) else vectors
        lengths = np.linalg.norm(apart, axis=1, keepdims=True)
        made = np.asarray(apart / np.where(lengths > 0, lengths, 1), dtype=np.float32)
        made[~vectors.any(axis=1)] = 0
        return made

"""Shared words and runs of letters, nothing else: no model, no weights, always there."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .grams import grams_of
from .rows import unit_rows


class Lexical:
    id = "lexical-1-1024"
    size = 1024

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        made = np.zeros((len(texts), self.size), dtype=np.float32)
        for place, text in enumerate(texts):
            grams, counts = grams_of(text)
            # A sign of its own each, so that what falls together by chance cancels out on average.
            signs = np.where(grams >> 10 & 1, 1, -1).astype(np.float32)
            made[place] = np.bincount(grams & (self.size - 1), signs * counts, self.size)
        return unit_rows(made)

"""How alike texts are by their letters alone: tf-idf over words, pairs of words and runs of letters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from andon.meaning.encoders.grams import BUCKETS, grams_of, words_of


@dataclass(frozen=True, slots=True)
class Words:
    """Texts to be compared with; rare grams count more than common ones."""

    rows: csr_array
    rarity: NDArray[np.float32]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        rows = _rows(texts)
        seen = np.bincount(rows.indices, minlength=BUCKETS)
        rarity = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
        return cls(_weighed(rows, rarity), rarity)

    def likeness(self, text: str) -> NDArray[np.float32]:
        """Between 0 and 1 for each of the texts."""
        asked = np.zeros(BUCKETS, dtype=np.float32)
        grams, counts = grams_of(text)
        asked[grams] = counts * self.rarity[grams]
        length = float(np.linalg.norm(asked))
        return np.asarray(self.rows @ asked / (length or 1), dtype=np.float32)


def shared_words(one: str, other: str, first: int = 5) -> tuple[str, ...]:
    """Words of at least four letters (two in scripts without spaces) that both say, the longest first."""
    both = set(words_of(one)) & set(words_of(other))
    telling = {word for word in both if len(word) >= 4 or (not word.isascii() and len(word) >= 2)}
    return tuple(sorted(telling, key=lambda word: (-len(word), word))[:first])


def _rows(texts: Sequence[str]) -> csr_array:
    found = [grams_of(text) for text in texts]
    starts = np.cumsum([0, *(len(grams) for grams, _ in found)])
    empty = (np.zeros(0, np.int64), np.zeros(0, np.float32))
    places = np.concatenate([grams for grams, _ in found] or [empty[0]]).astype(np.int32)
    counts = np.concatenate([count for _, count in found] or [empty[1]])
    return csr_array((counts, places, starts), shape=(len(texts), BUCKETS))


def _weighed(rows: csr_array, rarity: NDArray[np.float32]) -> csr_array:
    """Each row of length one."""
    rows.data *= rarity[rows.indices]
    lengths = np.sqrt(np.add.reduceat(np.append(rows.data**2, 0), rows.indptr[:-1])) if rows.shape[0] else rows.data
    lengths[np.diff(rows.indptr) == 0] = 1
    rows.data /= np.repeat(lengths, np.diff(rows.indptr))
    return rows

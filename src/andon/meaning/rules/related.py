"""Which texts are about the same: by meaning, and by their letters; and why.

Letters help where people write names, codes and paths, and mislead in everyday language, so they weigh by how technical
the text is: from `EVERYDAY` to `TECHNICAL` times the weight that is set.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from andon.meaning.encoders.tame import tame

from .centre import Centre, Rows
from .codes import codes_of
from .words import Words, shared_words

Scores = NDArray[np.float64]
Row = NDArray[np.float32]

WEIGHT = 0.25
EVERYDAY, TECHNICAL = 0.2, 2.0
# The nearest three of an everyday text are asked along with it; a bug report is like its twin and like no third one.
NEAREST, LEAN = 3, 0.6
# So many names and codes, or so many words more than anybody says in passing, make a text technical.
_NAMES, _WORDS, _IN_PASSING = 4, 80, 20
_NAME = re.compile(r"\w+[_.:/\\$#=(]\w+|[a-z]+[A-Z]\w*|[A-Z]{3,}|\w*\d\w*[a-zA-Z]\w*|\w+(?:Exception|Error)")


@dataclass(frozen=True, slots=True)
class Why:
    """What a person can see for herself in both."""

    words: tuple[str, ...]
    codes: tuple[str, ...]


def why(one: str, other: str) -> Why:
    return Why(shared_words(one, other), tuple(sorted(codes_of(one) & codes_of(other))))


def technicality(text: str) -> float:
    """0: everyday language. 1: a bug report."""
    plain = tame(text, 2000)
    return min(1.0, max(len(_NAME.findall(plain)) / _NAMES, (len(plain.split()) - _IN_PASSING) / _WORDS))


def weight_of_words(technical: float, weight: float = WEIGHT) -> float:
    """`technical`: the text's `technicality`."""
    return weight * (EVERYDAY + (TECHNICAL - EVERYDAY) * technical)


def blend(meaning: Scores, words: Scores, weight: float) -> Scores:
    """Both in units of their own spread over what is compared, then `meaning + weight x words`."""
    return _standing(meaning) + weight * _standing(words)


def _standing(scores: Scores) -> Scores:
    spread = float(scores.std()) if len(scores) else 0.0
    made: Scores = (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros(len(scores))
    return made


@dataclass(frozen=True, slots=True)
class Related:
    """Texts to be asked for those related to another. Vectors as an encoder gave them."""

    texts: Sequence[str]
    vectors: Rows
    centre: Centre
    words: Words
    ties: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Rows) -> "Related":
        centre = Centre(vectors.shape[1])
        centre.add(vectors)
        # Equals come in an order of their own, not in the one they were given in.
        ties = np.array([crc32(text.encode("utf-8", "replace")) for text in texts], dtype=np.int64)
        return cls(texts, centre.of(vectors), centre, Words.of(texts), ties)

    def top(self, text: str, vector: Row, first: int, weight: float = WEIGHT) -> list[tuple[int, float]]:
        """Places and scores, best first."""
        if not len(self.texts):
            return []
        technical = technicality(text)
        asked = self.centre.of(vector[None, :])[0]
        nearest = self._best(self.vectors @ asked, NEAREST)
        leaning = lean(asked, self.vectors[nearest], LEAN * (1 - technical))
        words = self.words.likeness(text).astype(np.float64)
        scores = blend((self.vectors @ leaning).astype(np.float64), words, weight_of_words(technical, weight))
        return [(int(place), round(float(scores[place]), 4)) for place in self._best(scores, first)]

    def _best(self, scores: Scores | Row, first: int) -> NDArray[np.int64]:
        """What differs by less than one can compute is equal."""
        return np.lexsort((self.ties, -np.round(scores, 4)))[:first]


def lean(vector: Row, nearest: Rows, share: float) -> Row:
    """A question seen together with its nearest answers: what it left unsaid, they say."""
    leaning = vector + share * nearest.mean(axis=0) if len(nearest) and vector.any() else vector
    length = float(np.linalg.norm(leaning))
    return np.asarray(leaning / (length or 1), dtype=np.float32)

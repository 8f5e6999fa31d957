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

WEIGHT = 0.25
EVERYDAY, TECHNICAL = 0.2, 2.0
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


def weight_of_words(text: str, weight: float = WEIGHT) -> float:
    return weight * (EVERYDAY + (TECHNICAL - EVERYDAY) * technicality(text))


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

    def top(
        self, text: str, vector: NDArray[np.float32], first: int, weight: float = WEIGHT
    ) -> list[tuple[int, float]]:
        """Places and scores, best first."""
        if not len(self.texts):
            return []
        meaning = (self.vectors @ self.centre.of(vector[None, :])[0]).astype(np.float64)
        words = self.words.likeness(text).astype(np.float64)
        scores = np.round(blend(meaning, words, weight_of_words(text, weight)), 4)
        best = np.lexsort((self.ties, -scores))[:first]
        return [(int(place), float(scores[place])) for place in best]

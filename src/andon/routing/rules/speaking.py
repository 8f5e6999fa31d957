"""Which words of a text speak for a label: each is asked of the router by itself. Only in workers: it needs numpy."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from andon.meaning.rules.routing import Router

MOST_READ, MOST_WORDS, MOST_TOLD, LONGEST = 1500, 24, 3, 40
_WORD = re.compile(r"[^\W\d_]{4,}")


def words_in(text: str) -> list[str]:
    """At most 24 different ones of its beginning, in lower case, of four letters or more."""
    found = dict.fromkeys(word.lower() for word in _WORD.findall(text[:MOST_READ]))
    return [word for word in found if len(word) <= LONGEST][:MOST_WORDS]


def telling_words(router: Router, label: str, words: Sequence[str], vectors: NDArray[np.float32]) -> list[str]:
    """Up to three that lean towards the label more than towards the other labels, the strongest first."""
    if not words or label not in router.labels:
        return []
    logits = router.logits(vectors)
    mine = logits[:, router.labels.index(label)]
    others = (logits.sum(axis=1) - mine) / max(len(router.labels) - 1, 1)
    lead = np.where(vectors.any(axis=1), mine - others, -np.inf)
    order = np.argsort(-lead, kind="stable")[:MOST_TOLD]
    return [words[place] for place in order if lead[place] > 0]

"""How good a router would be: each fifth of the examples is held back once and asked of what the others taught. Only in
workers: it needs numpy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from andon.meaning.rules.fit_router import fit_router

from .quality import Asked

PARTS = 5


def cross(vectors: NDArray[np.float32], labels: Sequence[str], names: dict[str, NDArray[np.float32]]) -> list[Asked]:
    """`names`: a vector for the name of each label. The same examples in the same order give the same answer; empty
    where there is nothing to choose between."""
    turns = _turns(labels)
    found: list[Asked] = []
    for part in range(PARTS):
        asked = turns == part
        rest = [label for label, out in zip(labels, asked, strict=True) if not out]
        if len(set(rest)) < 2 or not asked.any():
            continue
        said = np.stack([names[label] for label in sorted(set(rest))])
        router = fit_router(vectors[~asked], rest, said)
        mine = [label for label, out in zip(labels, asked, strict=True) if out]
        answers = router.route(vectors[asked])
        found += [Asked(label, one.label, one.confidence, one.accept) for label, one in zip(mine, answers, strict=True)]
    return found


def _turns(labels: Sequence[str]) -> NDArray[np.int64]:
    """Each label's examples are spread evenly over the parts."""
    seen: dict[str, int] = {}
    turns = []
    for label in labels:
        seen[label] = seen.get(label, -1) + 1
        turns.append(seen[label] % PARTS)
    return np.array(turns, dtype=np.int64)

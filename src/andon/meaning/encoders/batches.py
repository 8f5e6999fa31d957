from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tame import tame


def by_length(
    texts: Sequence[str], encode: Callable[[list[str]], Any], size: int, *, longest: int, batch: int
) -> NDArray[np.float32]:
    """A row a text in the order given; texts of like length go together, so that none waits for a long one's padding.

    What is left empty when it is tamed stays a row of zeros.
    """
    made = np.zeros((len(texts), size), dtype=np.float32)
    tamed = [tame(text, longest) for text in texts]
    places = sorted((place for place, text in enumerate(tamed) if text), key=lambda place: len(tamed[place]))
    for start in range(0, len(places), batch):
        some = places[start : start + batch]
        made[some] = encode([tamed[place] for place in some])
    return made

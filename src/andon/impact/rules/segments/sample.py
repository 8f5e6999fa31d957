"""Which customers stand for all: everybody, or an even sample by how often each usually writes."""

import numpy as np
from numpy.typing import NDArray

MOST_ROWS = 131_072
_FINE, _FINEST = 64, 65_536


def sample_rows(size: int, weight: NDArray[np.float64] | None) -> NDArray[np.int64]:
    """Rows of the base, some more than once where weights differ. The same for the same base."""
    if weight is None:
        if size <= MOST_ROWS:
            return np.arange(size)
        return np.arange(MOST_ROWS) * size // MOST_ROWS
    rows = MOST_ROWS if size * 2 > MOST_ROWS else max(size, min(_FINE * size, _FINEST))
    upto = np.cumsum(weight)
    places = (np.arange(rows) + 0.5) * (upto[-1] / rows)
    return np.asarray(np.minimum(np.searchsorted(upto, places, "right"), size - 1))

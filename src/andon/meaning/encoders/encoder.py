from collections.abc import Sequence
from typing import Protocol

from numpy import float32
from numpy.typing import NDArray


class Encoder(Protocol):
    """Texts in, directions out: what means the same points the same way.

    Only vectors of one `id` may be compared with each other. `encode` gives a row a text, of length one, always the
    same for the same text whatever else is asked with it; a text without a word gives a row of zeros. Any text may be
    asked, at bounded cost. One thread at a time.
    """

    id: str
    size: int

    def encode(self, texts: Sequence[str]) -> NDArray[float32]: ...

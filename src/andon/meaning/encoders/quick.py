"""wordllama: a vector a word piece, averaged; in its wheel. English, two hundred times as fast as a language model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .batches import by_length
from .neutral import load_neutral
from .rows import unit_rows

NAME = "wordllama-0.4"
DIRECTIONS = 16
LONGEST = 2000
BATCH = 256


class Model:
    """The model as it comes."""

    size = 256

    def __init__(self) -> None:
        import wordllama

        # Its own default looks for the tokenizer in the wrong folder and then in the network.
        beside = Path(wordllama.__file__).parent
        self._model: Any = wordllama.WordLlama.load(dim=self.size, cache_dir=beside, disable_download=True)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return unit_rows(by_length(texts, self._sums, self.size, longest=LONGEST, batch=BATCH))

    def _sums(self, texts: list[str]) -> Any:
        return self._model.embed(texts, norm=False)


class Quick:
    """About 9,000 texts of a dozen words a second and core."""

    id = f"{NAME}-neutral-1"
    size = Model.size

    def __init__(self) -> None:
        self._model = Model()
        self._neutral = load_neutral(NAME)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._neutral.of(self._model.encode(texts))

"""What a vector says of the language it was written in, taken out of it, so that a report finds its foreign twin.

Learned once from ten sentences in twenty-two languages (`sentences.json`): how the languages' means differ from each
other are directions in which texts lie apart that mean the same. `python -m andon.meaning.encoders.neutral` learns
them anew, for another version of a model. A language that is not among them gains as well.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .rows import unit_rows

SENTENCES = Path(__file__).with_name("sentences.json")
LEARNED = Path(__file__).with_name("neutral.npz")


@dataclass(frozen=True, slots=True)
class Neutral:
    """The mean of what customers say, and the directions that are languages."""

    mean: NDArray[np.float32]
    directions: NDArray[np.float32]

    def of(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows of length one without the directions; rows of zeros stay zeros."""
        apart = rows - self.mean
        plain = unit_rows(np.asarray(apart - (apart @ self.directions.T) @ self.directions, dtype=np.float32))
        plain[~rows.any(axis=1)] = 0
        return plain


def load_neutral(name: str) -> Neutral:
    with np.load(LEARNED, allow_pickle=False) as learned:
        return Neutral(learned[f"{name}.mean"], learned[f"{name}.directions"])


def learn_neutral(encode: Callable[[Sequence[str]], NDArray[np.float32]], count: int) -> Neutral:
    said = json.loads(SENTENCES.read_text(encoding="utf-8"))
    means = np.stack([encode(sentences).mean(axis=0) for sentences in said.values()])
    mean = means.mean(axis=0)
    return Neutral(mean, np.linalg.svd(means - mean, full_matrices=False)[2][:count])


def main() -> None:
    from . import multilingual, quick

    learned: dict[str, NDArray[np.float32]] = {}
    for name, encode, count in (
        (multilingual.NAME, multilingual.Model().encode, multilingual.DIRECTIONS),
        (quick.NAME, quick.Model().encode, quick.DIRECTIONS),
    ):
        found = learn_neutral(encode, count)
        learned |= {f"{name}.mean": found.mean, f"{name}.directions": found.directions}
    np.savez_compressed(LEARNED, **learned)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()

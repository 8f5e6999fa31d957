"""The vectors of one kind of subject in memory, and which of them are nearest to a question. Pure; needs numpy.

Few are compared one by one. Of many, each keeps a bit a dimension (above the middle or below it): those that differ
from the question in the fewest bits are sifted out, all ties among them, and compared one by one. Nothing depends on
the order in which vectors came, so a shelf that is built anew gives the same answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy
from numpy.typing import NDArray

EXACT_UP_TO = 30_000
_SIFTED = 2_000
_CHUNK = 1 << 16
_COLUMNS = ("_rows", "_subjects", "_said", "_there", "_vectors")
_FAR = numpy.iinfo(numpy.uint16).max


@dataclass(frozen=True, slots=True)
class Hit:
    """`row` is the key of the vector in the database."""

    row: int
    subject: UUID
    similarity: float


class Shelf:
    def __init__(self, size: int) -> None:
        self.count = 0
        self._size = size
        self._centre: NDArray[numpy.float32] | None = None
        self._rows = numpy.zeros(0, dtype=numpy.int64)
        self._subjects = numpy.zeros((0, 16), dtype=numpy.uint8)
        self._said = numpy.zeros(0, dtype=numpy.float64)
        self._there = numpy.zeros(0, dtype=bool)
        self._vectors: NDArray[numpy.float32] | NDArray[numpy.float16] = numpy.zeros((0, size), dtype=numpy.float32)
        self._bits = numpy.zeros((-(-size // 64), 0), dtype=numpy.uint64)

    @property
    def is_sifted(self) -> bool:
        return self._centre is not None

    def put(
        self,
        rows: Sequence[int],
        subjects: Sequence[UUID],
        said: Sequence[float],
        vectors: NDArray[numpy.float32],
    ) -> None:
        """Add, or replace those whose row is there. A vector of zeros is near nothing and is left out."""
        wanted = numpy.asarray(rows, dtype=numpy.int64)
        if not len(wanted):
            return
        if wanted.min() <= self._rows[: self.count].max(initial=0):
            self.drop(wanted)
            self._close_gaps()
        kept = numpy.flatnonzero(vectors.any(axis=1))
        first, last = self.count, self.count + len(kept)
        self._make_room(last)
        self._rows[first:last] = wanted[kept]
        keys = b"".join(subject.bytes for subject in subjects)
        self._subjects[first:last] = numpy.frombuffer(keys, dtype=numpy.uint8).reshape(-1, 16)[kept]
        self._said[first:last] = numpy.asarray(said, dtype=numpy.float64)[kept]
        self._vectors[first:last] = vectors[kept]
        self._there[first:last] = True
        if self._centre is not None:
            self._bits[:, first:last] = self._bits_of(vectors[kept])
        self.count = last

    def drop(self, rows: "Sequence[int] | NDArray[numpy.int64]") -> None:
        """Vectors that are gone are forgotten here too."""
        gone = numpy.flatnonzero(numpy.isin(self._rows[: self.count], rows))
        self._there[gone] = False
        self._vectors[gone] = 0
        self._bits[:, gone] = 0

    def middle(self) -> NDArray[numpy.float32]:
        """The mean of what is here, for `sift_around`."""
        here = self._vectors[: self.count][self._there[: self.count]]
        mean: NDArray[numpy.float32] = here.mean(axis=0, dtype=numpy.float32)
        return mean

    def sift_around(self, centre: NDArray[numpy.float32]) -> None:
        """From here on by bits around this; the vectors take half the room."""
        self._centre = centre
        self._bits = numpy.zeros((len(self._bits), len(self._rows)), dtype=numpy.uint64)
        for start in range(0, self.count, _CHUNK):
            part = self._vectors[start : min(start + _CHUNK, self.count)]
            self._bits[:, start : start + len(part)] = self._bits_of(part.astype(numpy.float32))
        self._vectors = self._vectors.astype(numpy.float16)

    def nearest(
        self, question: NDArray[numpy.float32], most: int, *, since: float | None = None, besides: UUID | None = None
    ) -> list[Hit]:
        """The nearest first, equally near ones by their key. `since`: only what was said from then on."""
        open_to = self._there[: self.count]
        if since is not None:
            open_to = open_to & (self._said[: self.count] >= since)
        places = self._sifted(question, open_to, most) if self.is_sifted else numpy.flatnonzero(open_to)
        if not len(places) or not question.any():
            return []
        near = numpy.round(self._compared(places, question), 5)
        enough = most + (besides is not None)
        if len(near) > enough:
            least = numpy.partition(near, len(near) - enough)[len(near) - enough]
            places, near = places[near >= least], near[near >= least]
        hits = [
            Hit(int(self._rows[place]), UUID(bytes=self._subjects[place].tobytes()), float(one))
            for place, one in zip(places, near, strict=True)
        ]
        hits.sort(key=lambda hit: (-hit.similarity, hit.subject))
        return [hit for hit in hits if hit.subject != besides][:most]

    def usual(self, question: NDArray[numpy.float32], *, sample: int = 1000) -> tuple[float, float]:
        """How near vectors are to this as a rule: mean and standard deviation over some of them."""
        there = numpy.flatnonzero(self._there[: self.count])
        if not len(there):
            return 0.0, 0.0
        near = self._compared(there[:: max(1, len(there) // sample)], question)
        return float(near.mean()), float(near.std())

    def _compared(self, places: NDArray[numpy.int64], question: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
        if len(places) == self.count and not self.is_sifted:
            return self._vectors[: self.count].astype(numpy.float32, copy=False) @ question
        return self._vectors[places].astype(numpy.float32, copy=False) @ question

    def _sifted(
        self, question: NDArray[numpy.float32], open_to: NDArray[numpy.bool_], most: int
    ) -> NDArray[numpy.int64]:
        apart = self._apart(self._bits_of(question[None, :])[:, 0])
        apart[~open_to] = _FAR
        counts = numpy.cumsum(numpy.bincount(apart, minlength=_FAR + 1)[: self._size + 1])
        wanted = min(max(_SIFTED, 20 * most), int(counts[-1]))
        return numpy.flatnonzero(apart <= int(numpy.searchsorted(counts, wanted)))

    def _apart(self, bits: NDArray[numpy.uint64]) -> NDArray[numpy.uint16]:
        """In how many bits each differs, a part at a time that fits the processor's cache."""
        found = numpy.zeros(self.count, dtype=numpy.uint16)
        for start in range(0, self.count, _CHUNK):
            end = min(start + _CHUNK, self.count)
            for word, one in enumerate(bits):
                found[start:end] += numpy.bitwise_count(self._bits[word, start:end] ^ one)
        return found

    def _bits_of(self, vectors: NDArray[numpy.float32]) -> NDArray[numpy.uint64]:
        padded = numpy.zeros((len(vectors), 64 * len(self._bits)), dtype=bool)
        padded[:, : self._size] = vectors > (0 if self._centre is None else self._centre)
        return numpy.packbits(padded, axis=1).view(numpy.uint64).T

    def _close_gaps(self) -> None:
        """Once a quarter of the places hold nothing."""
        kept = numpy.flatnonzero(self._there[: self.count])
        if self.count - len(kept) <= self.count // 4:
            return
        for name in _COLUMNS:
            column = getattr(self, name)
            column[: len(kept)] = column[kept]
        self._bits[:, : len(kept)] = self._bits[:, kept]
        self._there[len(kept) :] = False
        self.count = len(kept)

    def _make_room(self, wanted: int) -> None:
        room = len(self._rows)
        if wanted <= room:
            return
        room = max(1024, wanted, room + room // 2)
        for name in _COLUMNS:
            old = getattr(self, name)
            made = numpy.zeros((room, *old.shape[1:]), dtype=old.dtype)
            made[: self.count] = old[: self.count]
            setattr(self, name, made)
        bits = numpy.zeros((len(self._bits), room), dtype=numpy.uint64)
        if self._centre is not None:
            bits[:, : self.count] = self._bits[:, : self.count]
        self._bits = bits

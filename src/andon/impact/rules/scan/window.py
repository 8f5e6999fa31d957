"""The reports of the last week, in order of (time, id), in arrays that grow to a bound and no further."""

import numpy
from numpy import bool_, float32, float64, int64
from numpy.typing import NDArray

NOBODYS = -1
_FIRST = 1024


class Window:
    """Rows `low` to `high` of each array are the window; older rows are dropped, and their room is used again."""

    def __init__(self, size: int, *, keep: float, most: int) -> None:
        self.keep, self.most = keep, most
        self.low = self.high = 0
        self.vectors: NDArray[float32] = numpy.zeros((_FIRST, size), float32)
        self.at: NDArray[float64] = numpy.zeros(_FIRST, float64)
        self.reporter: NDArray[int64] = numpy.zeros(_FIRST, int64)
        self.issue: NDArray[int64] = numpy.full(_FIRST, NOBODYS, int64)
        self.verified: NDArray[bool_] = numpy.zeros(_FIRST, bool_)
        self.repeat: NDArray[bool_] = numpy.zeros(_FIRST, bool_)
        self.ids: list[str] = [""] * _FIRST
        self._reporters: dict[str, int] = {}
        self._next_reporter = 0

    @property
    def now(self) -> float:
        return float(self.at[self.high - 1]) if self.high > self.low else 0.0

    def since(self, at: float) -> int:
        """The first row later than `at`."""
        return self.low + int(self.at[self.low : self.high].searchsorted(at, side="right"))

    def row_of(self, identity: str) -> int | None:
        try:
            return self.ids.index(identity, self.low, self.high)
        except ValueError:
            return None

    def reporter_of(self, name: str) -> int:
        if name not in self._reporters:
            self._reporters[name] = self._next_reporter
            self._next_reporter += 1
        return self._reporters[name]

    def put(self, identity: str, at: float, vector: NDArray[float32], reporter: str, verified: bool) -> int:
        """The row of the new report; rows of later ones move up by one."""
        self._forget(at)
        if self.high == len(self.at):
            self._make_room()
        row = self._place(identity, at)
        for column in (self.vectors, self.at, self.reporter, self.issue, self.verified, self.repeat):
            column[row + 1 : self.high + 1] = column[row : self.high].copy()
        self.ids[row + 1 : self.high + 1] = self.ids[row : self.high]
        self.high += 1
        self.vectors[row], self.at[row], self.ids[row] = vector, at, identity
        self.reporter[row], self.verified[row] = self.reporter_of(reporter), verified
        self.issue[row], self.repeat[row] = NOBODYS, False
        return row

    def _place(self, identity: str, at: float) -> int:
        row = self.high
        while row > self.low and (self.at[row - 1], self.ids[row - 1]) > (at, identity):
            row -= 1
        return row

    def _forget(self, at: float) -> None:
        self.low = max(self.since(at - self.keep), self.high - self.most + 1, self.low)

    def _make_room(self) -> None:
        """What stays moves to the front, of arrays a quarter larger than it."""
        stay = slice(self.low, self.high)
        count = self.high - self.low
        room = max(_FIRST, count + count // 4)

        for name in ("vectors", "at", "reporter", "issue", "verified", "repeat"):
            column = getattr(self, name)
            larger = numpy.zeros((room, *column.shape[1:]), column.dtype)
            larger[:count] = column[stay]
            setattr(self, name, larger)
        self.ids = self.ids[stay] + [""] * (room - count)
        self.low, self.high = 0, count
        self._forget_reporters()

    def _forget_reporters(self) -> None:
        seen = set(self.reporter[: self.high].tolist())
        self._reporters = {name: code for name, code in self._reporters.items() if code in seen}

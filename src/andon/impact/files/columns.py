"""Columns as they grow, line by line: a few bytes a customer, each distinct value once."""

from array import array
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

_FLAGS = {
    **dict.fromkeys(["true", "yes", "y", "t", "on", "1", "1.0"], 1),
    **dict.fromkeys(["false", "no", "n", "f", "off", "0", "0.0"], 0),
    "": -1,
}


class Wrong(ValueError):
    """`at`: which of the values."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at, self.why = at, why


class Growing(Protocol):
    def extend(self, values: Sequence[str]) -> None:
        """Raises Wrong."""

    def done(self) -> NDArray[Any]: ...


class Numbers:
    def __init__(self) -> None:
        self._values = array("d")

    def extend(self, values: Sequence[str]) -> None:
        before = len(self._values)
        try:
            self._values.extend(map(float, values))
        except ValueError:
            del self._values[before:]
            self._values.extend(self._number(at, value) for at, value in enumerate(values))

    def done(self) -> NDArray[Any]:
        return np.frombuffer(self._values, np.float64)

    @staticmethod
    def _number(at: int, value: str) -> float:
        if not value.strip():
            return float("nan")
        try:
            return float(value)
        except ValueError as why:
            raise Wrong(at, f"{_short(value)} is no number") from why


class Flags:
    def __init__(self) -> None:
        self._values = array("b")

    def extend(self, values: Sequence[str]) -> None:
        for at, value in enumerate(values):
            flag = _FLAGS.get(value.strip().casefold())
            if flag is None:
                raise Wrong(at, f"{_short(value)} is neither yes nor no")
            self._values.append(flag)

    def done(self) -> NDArray[Any]:
        names = np.array([False, True, None], object)
        return np.asarray(names[np.frombuffer(self._values, np.int8)])


class Values:
    def __init__(self) -> None:
        self._codes, self._known = array("l"), _Known()

    def extend(self, values: Sequence[str]) -> None:
        self._codes.extend(map(self._known.__getitem__, values))

    def done(self) -> NDArray[Any]:
        names = np.array([*self._known, None], object)[:-1]
        return np.asarray(names[np.frombuffer(self._codes, np.dtype("l"))])


class _Known(dict[str, int]):
    def __missing__(self, value: str) -> int:
        self[value] = len(self)
        return self[value]


def growing(kind: str) -> Growing:
    if kind == "num":
        return Numbers()
    return Flags() if kind == "bool" else Values()


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:39] + "…")

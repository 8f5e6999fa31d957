"""A column as numbers of its distinct values: what is worked out for a value is worked out once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .values import Column, is_unset

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """`values` in the order in which they come first, None for all that is not set; `codes`: one for each row."""

    values: list[Any]
    codes: Codes

    def count(self) -> Codes:
        return np.bincount(self.codes, minlength=len(self.values))

    def as_codes(self, meaning: Callable[[Any], int]) -> Codes:
        """What each row's value means."""
        return np.array([meaning(value) for value in self.values], np.int64)[self.codes]


def code_values(column: Column) -> Coded:
    given: Sequence[Any] = column.tolist()
    raw = {value: at for at, value in enumerate(dict.fromkeys(given))}
    codes = np.fromiter(map(raw.__getitem__, given), np.int64, len(given))
    plain: dict[Any, int] = {}
    again = np.array([plain.setdefault(None if is_unset(value) else value, len(plain)) for value in raw], np.int64)
    return Coded(list(plain), again[codes] if len(codes) else codes)

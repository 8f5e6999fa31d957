"""What stands in a column: what counts as not set, and how values of an ordered attribute follow each other."""

import re
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
OrderKey = tuple[tuple[int, int | float | str], ...]

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BEFORE = frozenset(
    ["a", "alpha", "b", "beta", "c", "canary", "dev", "m", "nightly", "pre", "preview", "rc", "snapshot"]
)
_YES, _NO = frozenset({"true", "yes", "1", "on", "t", "y"}), frozenset({"false", "no", "0", "off", "f", "n"})
# Where a value ends: after what only leads up to it (5.1-beta), before what goes on (5.1.2).
_END = (1, 0)


def is_unset(value: Any) -> bool:
    return value is None or value != value or value == ""


def listed(column: Column) -> list[Any]:
    """Plain values; None: not set."""
    values: list[Any] = column.tolist()
    if column.dtype.kind in "biu":
        return values
    return [None if is_unset(value) else value for value in values]


def distinct(values: Iterable[Hashable]) -> list[Any]:
    """In the order in which they come first, so that it does not depend on what they are called."""
    return list(dict.fromkeys(values))


def order_key(value: Any) -> OrderKey:
    """Parts that are numbers compare as numbers: 5.9 < 5.10 < 5.10.1; 6.0-beta < 6.0."""
    if isinstance(value, int | float):
        return ((2, value), _END)
    parts = _PARTS.findall(str(value).casefold())
    return (*(_part(one, first=not at) for at, one in enumerate(parts)), _END)


def _part(text: str, *, first: bool) -> tuple[int, int | str]:
    if text.isdecimal():
        return (2, int(text))
    return (0 if text in _BEFORE and not first else 3, text)


def in_order(values: Iterable[Any]) -> list[Any]:
    """Each value once; numbers by size, else by their parts."""
    found = distinct(value for value in values if value is not None)
    if all(isinstance(value, int | float) for value in found):
        return sorted(found)
    return sorted(found, key=lambda value: (order_key(str(value)), str(value)))


def as_bool(value: Any) -> bool | None:
    """None: not set, or neither yes nor no."""
    if value is None or is_unset(value):
        return None
    text = str(value).strip().casefold().removesuffix(".0")
    return True if text in _YES else False if text in _NO else None


def as_numbers(column: Column) -> NDArray[np.float64]:
    """NaN: not set, infinite, or no number."""
    if column.dtype.kind in "biuf":
        numbers = column.astype(np.float64)
    else:
        numbers = np.array([_number(value) for value in column.tolist()], np.float64)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")

"""For whom of the whole base a predicate holds: exactly, where the search looked at a sample."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .choices import Predicate
from .schema import Schema
from .values import Column, as_bool, as_numbers, distinct, in_order, is_unset, listed

Mask = NDArray[np.bool_]


def affected(schema: Schema, columns: Mapping[str, Column], predicates: Sequence[Predicate]) -> Mask:
    """The customers for whom all of them hold; at least one must be given."""
    masks = [holds(one, str(schema[one.attr]["kind"]), columns[one.attr]) for one in predicates]
    return np.asarray(np.logical_and.reduce(masks))


def holds(predicate: Predicate, kind: str, column: Column) -> Mask:
    if kind == "num":
        return _of_numbers(predicate, as_numbers(column))
    if kind == "bool":
        return _of_flags(predicate.value, column)
    if kind == "ord" and predicate.op != "==":
        return _of_versions(predicate, column)
    return _of_values(predicate.value if predicate.op == "in" else (predicate.value,), column)


def _of_numbers(predicate: Predicate, numbers: NDArray[np.float64]) -> Mask:
    if predicate.value is None:
        return np.isnan(numbers)
    low, high = _bounds(predicate, -np.inf, np.inf)
    return np.asarray((numbers >= low) & (numbers <= high))


def _bounds(predicate: Predicate, lowest: Any, highest: Any) -> tuple[Any, Any]:
    value = predicate.value
    if predicate.op == "between":
        return value[0], value[1]
    return (value if predicate.op != "<=" else lowest), (value if predicate.op != ">=" else highest)


def _of_flags(value: bool | None, column: Column) -> Mask:
    if column.dtype.kind == "b":
        return column == value if value is not None else np.zeros(len(column), np.bool_)
    said = {one: as_bool(one) for one in set(column.tolist())}
    return np.fromiter((said[one] is value for one in column.tolist()), np.bool_, len(column))


def _of_versions(predicate: Predicate, column: Column) -> Mask:
    values = listed(column)
    order = in_order([*distinct(values), *_ends(predicate)])
    low, high = _bounds(predicate, order[0], order[-1])
    return _among(values, order[order.index(low) : order.index(high) + 1])


def _ends(predicate: Predicate) -> Sequence[Any]:
    return predicate.value if predicate.op == "between" else (predicate.value,)


def _of_values(wanted: Sequence[Any], column: Column) -> Mask:
    if column.dtype.kind in "biuUS" and None not in wanted:
        return np.isin(column, list(wanted))
    return _among(listed(column), wanted)


def _among(values: Sequence[Any], wanted: Sequence[Any]) -> Mask:
    chosen = frozenset(wanted)
    return np.fromiter((value in chosen for value in values), np.bool_, len(values))


def most_expected_of_nobody(column: Column, reported: frozenset[Any]) -> tuple[Any, float]:
    """The commonest value that no report has, and its share of these customers; (None, 0.0): there is none."""
    values = listed(column)
    count: dict[Any, int] = {}
    for value in values:
        if value not in reported and not is_unset(value):
            count[value] = count.get(value, 0) + 1
    if not count:
        return None, 0.0
    value = max(count, key=lambda one: count[one])
    return value, count[value] / len(values)

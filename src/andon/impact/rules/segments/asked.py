"""What was asked, checked: schema, columns of one length, reports within, weights of customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .schema import Attribute, Schema, read_schema
from .values import Column

_LEAST_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Asked:
    """`reports`: rows, sorted, each once; `weight` None: all write as often."""

    schema: Schema
    attributes: list[Attribute]
    columns: dict[str, Column]
    size: int
    reports: NDArray[np.int64]
    weight: NDArray[np.float64] | None

    @property
    def kinds(self) -> dict[str, str]:
        return {one.name: one.kind for one in self.attributes}


def ask(
    schema: Schema, columns: Mapping[str, Column], reports: NDArray[Any], base_weight: NDArray[Any] | None
) -> Asked:
    """Raises BadSchema, ValueError."""
    attributes = read_schema(schema)
    missing = [one.name for one in attributes if one.name not in columns]
    if missing:
        raise ValueError(f"{missing[0]}: there is no such column")
    arrays = {one.name: np.asarray(columns[one.name]) for one in attributes}
    sizes = {len(one) for one in arrays.values()}
    if len(sizes) > 1:
        raise ValueError("the columns are not of one length")
    size = sizes.pop() if sizes else 0
    return Asked(schema, attributes, arrays, size, _rows(reports, size), _weight(base_weight, size))


def _rows(reports: NDArray[Any], size: int) -> NDArray[np.int64]:
    rows = np.unique(np.asarray(reports, np.int64))
    if len(rows) and (rows[0] < 0 or rows[-1] >= size):
        raise ValueError("reports: a row outside of the customers")
    return rows


def _weight(given: NDArray[Any] | None, size: int) -> NDArray[np.float64] | None:
    if given is None:
        return None
    weight = np.asarray(given, np.float64)
    if weight.shape != (size,) or not np.all(np.isfinite(weight)) or np.any(weight < 0) or not weight.sum() > 0:
        raise ValueError("base_weight: a number of at least 0 for each customer")
    # Who never wrote before may write now.
    weight = np.maximum(weight, weight.mean() * _LEAST_WEIGHT)
    return None if np.all(weight == weight[0]) else weight

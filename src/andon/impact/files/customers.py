"""The customers' file, in one pass: columns of the schema, and the rows of those who are asked for."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bad_file import BadFile
from .columns import Growing, Wrong, growing
from .lines import csv_lines, header_of, opened

_AT_ONCE = 5000
Lines = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Customers:
    """`rows`: of the ids asked for; `weights`: None when none were given."""

    columns: dict[str, NDArray[Any]]
    rows: dict[str, int]
    weights: NDArray[np.float64] | None


def read_customers(
    file: Path, kinds: Mapping[str, str], wanted: Set[str], weights: Mapping[str, float] | None, id_column: str = ""
) -> Customers:
    """`weights` by id: a customer without one gets the mean. Raises BadFile."""
    with opened(file) as stream:
        lines = csv_lines(file, stream)
        header = header_of(file, lines)
        reading = _Reading(file, header, _id_place(file, header, id_column), kinds, wanted, weights)
        while some := list(islice(lines, _AT_ONCE)):
            reading.take(some)
    return reading.done()


def _id_place(file: Path, header: list[str], name: str) -> int:
    if name and name not in header:
        raise BadFile(file, "there is no such column of ids", 1, name)
    name = name or ("id" if "id" in header else header[0])
    return header.index(name)


class _Reading:
    def __init__(
        self,
        file: Path,
        header: list[str],
        id_place: int,
        kinds: Mapping[str, str],
        wanted: Set[str],
        weights: Mapping[str, float] | None,
    ) -> None:
        missing = [name for name in kinds if name not in header]
        if missing:
            raise BadFile(file, f"the schema names a column that is not here: {', '.join(missing[:5])}", 1)
        self._file, self._width, self._id = file, len(header), id_place
        self._columns: dict[str, tuple[int, Growing]] = {
            name: (header.index(name), growing(kind)) for name, kind in kinds.items()
        }
        self._wanted, self._rows, self._size = wanted, dict[str, int](), 0
        self._given, self._weights = weights, list[NDArray[np.float64]]()

    def take(self, lines: list[tuple[int, list[str]]]) -> None:
        for line, row in lines:
            if len(row) != self._width:
                raise BadFile(self._file, f"{len(row)} fields where the first line names {self._width}", line)
        columns = list(zip(*(row for _line, row in lines), strict=True))
        self._note_ids([one.strip() for one in columns[self._id]], lines)
        for name, (place, column) in self._columns.items():
            try:
                column.extend(columns[place])
            except Wrong as wrong:
                raise BadFile(self._file, wrong.why, lines[wrong.at][0], name) from wrong
        self._size += len(lines)

    def _note_ids(self, ids: list[str], lines: list[tuple[int, list[str]]]) -> None:
        for at, one in enumerate(ids):
            if one in self._wanted:
                if one in self._rows:
                    raise BadFile(self._file, f"a second customer {one!r}", lines[at][0])
                self._rows[one] = self._size + at
        if self._given is not None:
            self._weights.append(np.array([self._given.get(one, np.nan) for one in ids]))

    def done(self) -> Customers:
        if not self._size:
            raise BadFile(self._file, "there is no customer in it")
        columns = {name: column.done() for name, (_place, column) in self._columns.items()}
        return Customers(columns, self._rows, self._weighed())

    def _weighed(self) -> NDArray[np.float64] | None:
        if self._given is None:
            return None
        weights = np.concatenate(self._weights)
        known = weights[~np.isnan(weights)]
        return np.where(np.isnan(weights), known.mean() if len(known) else 1.0, weights)

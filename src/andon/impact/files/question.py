"""What is asked by files, all of them read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from andon.impact.rules.segments import BadSchema, read_schema

from .bad_file import BadFile
from .customers import read_customers
from .lines import csv_lines, opened


@dataclass(frozen=True, slots=True)
class FromFiles:
    schema: dict[str, dict[str, Any]]
    columns: dict[str, NDArray[Any]]
    reports: NDArray[np.int64]
    weights: NDArray[np.float64] | None


def read_question(
    base: Path, schema: Path, reports: Path, weights: Path | None = None, id_column: str = ""
) -> FromFiles:
    """Raises BadFile."""
    attributes = _read_schema(schema)
    told = _read_reports(reports)
    weighed = None if weights is None else _read_weights(weights)
    kinds = {name: one["kind"] for name, one in attributes.items()}
    customers = read_customers(base, kinds, told.keys(), weighed, id_column)
    unknown = next((one for one in told if one not in customers.rows and not _names_column(one, told[one])), None)
    if unknown is not None:
        raise BadFile(reports, f"there is no customer {unknown!r} in {base}", told[unknown])
    rows = np.array(sorted(customers.rows.values()), np.int64)
    return FromFiles(attributes, customers.columns, rows, customers.weights)


def _names_column(text: str, line: int) -> bool:
    return line == 1 and text.casefold() == "id"


def _read_schema(file: Path) -> dict[str, dict[str, Any]]:
    with opened(file) as stream:
        try:
            given = json.load(stream)
        except json.JSONDecodeError as why:
            raise BadFile(file, f"this is no JSON: {why.msg} (character {why.colno})", why.lineno) from why
        except RecursionError as why:
            raise BadFile(file, "this is no schema: too deep") from why
    if not isinstance(given, dict) or not given:
        raise BadFile(file, 'it must be an object such as {"country": {"kind": "cat"}}')
    try:
        read_schema(given)
    except BadSchema as why:
        raise BadFile(file, str(why)) from why
    return given


def _read_reports(file: Path) -> dict[str, int]:
    """Ids, each with the first line that names it."""
    told: dict[str, int] = {}
    with opened(file) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                told.setdefault(line.strip(), number)
    if not told:
        raise BadFile(file, "there is no id in it")
    return told


def _read_weights(file: Path) -> Mapping[str, float]:
    """The first column is the id, the one called weight or the second how often; a line of names may stand first."""
    weights: dict[str, float] = {}
    with opened(file) as stream:
        place = 1
        for at, (line, row) in enumerate(csv_lines(file, stream)):
            if not at and _is_header(row):
                place = row.index("weight") if "weight" in row else 1
                continue
            if len(row) <= place:
                raise BadFile(file, "an id and a number are wanted", line)
            weights[row[0].strip()] = _weight(file, line, row[place])
    if not any(weights.values()):
        raise BadFile(file, "nobody weighs anything")
    return weights


def _is_header(row: list[str]) -> bool:
    try:
        float(row[1] if len(row) > 1 else "")
    except ValueError:
        return True
    return False


def _weight(file: Path, line: int, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        raise BadFile(file, f"{text[:40]!r} is no number of at least 0", line, "weight")
    return weight

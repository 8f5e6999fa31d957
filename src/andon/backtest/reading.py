"""A file's lines as tickets: CSV (any of the usual delimiters) or NDJSON, read in one pass and little memory."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from .columns import Columns, columns_of
from .ticket import Ticket

LONGEST_TEXT = 4000
MOST_ATTRIBUTES, LONGEST_ATTRIBUTE = 50, 200
LONGEST_LINE = 10_000_000
_LATEST = datetime(2101, 1, 1, tzinfo=UTC).timestamp()
_TIMES = ("%d/%b/%y %I:%M %p", "%d/%b/%Y %I:%M %p", "%Y-%m-%d %H:%M:%S %z", "%d-%m-%Y %H:%M", "%m/%d/%Y %H:%M")


class BadLine(ValueError):
    """A line that says no ticket; the others count all the same. `number`: of the line, from 1."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"line {number}: {why}")
        self.number = number


def tickets_of(path: Path, *, format: str = "", chosen: Mapping[str, str] | None = None) -> Iterator[Ticket | BadLine]:
    """Raises NoColumn when the file does not say what is needed, OSError when it cannot be read."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        first = file.read(1)
        file.seek(0)
        records = _of_json(file) if first == "{" else _of_csv(file)
        yield from _tickets(records, format, chosen)


def _tickets(
    records: Iterator[tuple[int, list[str], list[str]] | BadLine], format: str, chosen: Mapping[str, str] | None
) -> Iterator[Ticket | BadLine]:
    known: dict[tuple[str, ...], Columns] = {}
    for record in records:
        if isinstance(record, BadLine):
            yield record
            continue
        number, names, values = record
        key = tuple(names)
        if key not in known:
            if len(known) > 500:
                known.clear()
            known[key] = columns_of(names, format, chosen)
        try:
            yield _ticket(number, known[key], values)
        except ValueError as fault:
            yield BadLine(number, str(fault))


def _of_csv(file: TextIO) -> Iterator[tuple[int, list[str], list[str]] | BadLine]:
    csv.field_size_limit(LONGEST_LINE)
    head = file.readline()
    delimiter = max(",;\t|", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    lines = csv.reader(file, delimiter=delimiter)
    while True:
        try:
            values = next(lines)
        except StopIteration:
            return
        except csv.Error as fault:
            yield BadLine(lines.line_num + 1, str(fault))
            continue
        if values:
            yield lines.line_num + 1, names, values


def _of_json(file: TextIO) -> Iterator[tuple[int, list[str], list[str]] | BadLine]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except ValueError as fault:
            yield BadLine(number, str(fault))
            continue
        if not isinstance(said, dict):
            yield BadLine(number, "no object")
            continue
        flat = dict(_flat(said))
        yield number, list(flat), list(flat.values())


def _flat(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Jira's own shape keeps what counts in `fields`, and people in objects."""
    inner = said.get("fields")
    for key, value in {**said, **(inner if isinstance(inner, dict) else {})}.items():
        if key == "fields" and isinstance(value, dict):
            continue
        yield str(key), _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(next((value[k] for k in ("accountId", "id", "key", "name", "value") if value.get(k)), ""))
    if isinstance(value, list):
        return ";".join(_plain(one) for one in value[:10])
    return "" if value is None else str(value)


def _ticket(number: int, columns: Columns, values: list[str]) -> Ticket:
    def said(meaning: str, join: str = "\n") -> str:
        parts = [values[place].strip() for place in columns.places[meaning] if place < len(values)]
        return join.join(dict.fromkeys(part for part in parts if part))

    rest = [(name, values[place].strip()) for name, place in columns.rest.items() if place < len(values)]
    return Ticket(
        id=said("id") or f"line-{number}",
        at=moment(said("time")),
        text=said("text")[:LONGEST_TEXT],
        reporter=said("reporter")[:200],
        incident=said("incident")[:200],
        label=said("label").split(";")[0][:200],
        account=said("account")[:200],
        attributes={name: value[:LONGEST_ATTRIBUTE] for name, value in rest[:MOST_ATTRIBUTES] if value},
    )


def moment(text: str) -> float:
    """Seconds since 1970. ISO 8601; seconds, milliseconds or microseconds since 1970; or what Jira and Freshdesk write;
    without a zone it is UTC. Raises ValueError, also for what lies before 1970 or after 2100."""
    text = text.strip()[:60]
    found = _counted(text) if text.replace(".", "", 1).isdecimal() and len(text) >= 9 else _written(text)
    if not 0 <= found <= _LATEST:
        raise ValueError(f"{text[:40]!r} is no time")
    return found


def _counted(text: str) -> float:
    number = float(text)
    for unit in (1e6, 1e3):
        if number > unit * 1e8:
            return number / unit
    return number


def _written(text: str) -> float:
    for read in (datetime.fromisoformat, *(_by(pattern) for pattern in _TIMES)):
        try:
            found = read(text)
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    raise ValueError(f"{text[:40]!r} is no time")


def _by(pattern: str) -> Callable[[str], datetime]:
    return lambda text: datetime.strptime(text, pattern)  # noqa: DTZ007  its zone is asked for afterwards

"""Accounts' attributes as columns: what each definition becomes for the engine. Plain Python.

A path (Android/5/5.1) becomes a column a level, of one hierarchy; several values become a column each, on or off; an
order by its list becomes texts that sort; versions are ordered by their numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_LEVELS = 4
MOST_FLAGS = 30
LEVEL, FLAG = "/", "="
"""Names of made columns: `platform/2` is the second level, `features=Vouchers` one of several values."""


@dataclass(frozen=True, slots=True)
class Defined:
    """As somebody defined the attribute."""

    key: str
    kind: str
    many: bool = False
    hierarchy: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A column: its name, what the engine is told of it, and a customer's value in it."""

    name: str
    schema: dict[str, Any]
    value: Callable[[Mapping[str, Any]], Any]


def columns_of(defined: Sequence[Defined], rows: Sequence[Mapping[str, Any]]) -> list[Made]:
    """For these definitions, over these customers' attributes."""
    return [made for one in defined for made in _made(one, rows)]


def _made(one: Defined, rows: Sequence[Mapping[str, Any]]) -> Iterable[Made]:
    if one.many:
        yield from (_flag(one.key, value) for value in _commonest(one.key, rows))
    elif one.hierarchy:
        deepest = max((str(row.get(one.key) or "").count(LEVEL) + 1 for row in rows), default=1)
        yield from (_level(one.key, level) for level in range(1, min(deepest, MOST_LEVELS) + 1))
    elif one.kind == "ord" and one.choices:
        yield _ordered(one)
    else:
        kind = {"version": "ord"}.get(one.kind, one.kind)
        yield Made(one.key, {"kind": kind}, lambda row: row.get(one.key))


def _commonest(key: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    count = Counter(value for row in rows for value in _listed(row.get(key)))
    return [value for value, _many in sorted(count.items(), key=lambda each: (-each[1], str(each[0])))[:MOST_FLAGS]]


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _flag(key: str, value: Any) -> Made:
    return Made(f"{key}{FLAG}{value}", {"kind": "bool"}, lambda row: value in _listed(row.get(key)))


def _level(key: str, level: int) -> Made:
    def value(row: Mapping[str, Any]) -> str | None:
        steps = str(row.get(key) or "").split(LEVEL)
        return LEVEL.join(steps[:level]) if len(steps) >= level and steps[0] else None

    return Made(f"{key}{LEVEL}{level}", {"kind": "cat", "hier": key}, value)


def _ordered(one: Defined) -> Made:
    place = {choice: f"{number:04} {choice}" for number, choice in enumerate(one.choices)}
    return Made(one.key, {"kind": "ord"}, lambda row: place.get(row.get(one.key) or ""))


def plain_value(value: Any, *, ordered: bool = False) -> Any:
    """A value as its owner wrote it: without its place in an order."""
    return value[5:] if ordered and isinstance(value, str) and value[:4].isdecimal() and value[4:5] == " " else value

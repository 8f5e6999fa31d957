"""Answers as a table: each answer once, with how many cases and accounts gave it.

Lists and yes or no in the order of how often; numbers and versions in their own order; texts that differ in nothing but
capitals and spaces are one. Beyond the most that are shown the rest is added up.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .answers import CHOICE, CHOICES, NUMBER, TEXT, VERSION, YES_NO

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One case's answer; `value` is not None."""

    case: UUID
    account: UUID | None
    value: Any


@dataclass(slots=True)
class Counted:
    """`value` None: all others together."""

    value: Any
    cases: list[UUID]
    accounts: set[UUID]


def counted(kind: str, choices: Sequence[str], told: Iterable[Told]) -> list[Counted]:
    """A case that chose several stands in each of them."""
    rows: dict[Hashable, Counted] = {}
    for one in _offered(kind, choices):
        rows[_key(kind, one)] = Counted(one, [], set())
    for said in told:
        for value in said.value if kind == CHOICES else [said.value]:
            row = rows.setdefault(_key(kind, value), Counted(value, [], set()))
            row.cases.append(said.case)
            row.accounts |= {said.account} if said.account else set()
    return _few(_sorted(kind, list(rows.values())))


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def version_key(version: str) -> list[tuple[int, int, str]]:
    """7.10 after 7.9: numbers as numbers, words as words."""
    parts = re.findall(r"\d+|[^\W\d]+", version)
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def _offered(kind: str, choices: Sequence[str]) -> list[Any]:
    """What stands in the table although nobody said it yet."""
    if kind == YES_NO:
        return [True, False]
    return list(choices) if kind in (CHOICE, CHOICES) else []


def _key(kind: str, value: Any) -> Hashable:
    return " ".join(str(value).casefold().split()) if kind == TEXT else str(value)


def _sorted(kind: str, rows: list[Counted]) -> list[Counted]:
    if kind == NUMBER:
        return sorted(rows, key=lambda row: float(row.value))
    if kind == VERSION:
        return sorted(rows, key=lambda row: version_key(row.value))
    return sorted(rows, key=lambda row: -len(row.cases))


def _few(rows: list[Counted]) -> list[Counted]:
    if len(rows) <= MOST_ROWS:
        return rows
    often = sorted(rows, key=lambda row: -len(row.cases))[: MOST_ROWS - 1]
    kept = [row for row in rows if any(row is one for one in often)]
    rest = [row for row in rows if not any(row is one for one in often)]
    others = Counted(None, [case for row in rest for case in row.cases], {a for row in rest for a in row.accounts})
    return [*kept, others]

"""What is marked on the report curve: facts of an incident, each with its words. Higher rooms mark theirs at this
port."""

from collections.abc import Callable
from typing import Any

_marks: dict[str, Callable[[Any], str]] = {}


def mark_on_curve(kind: str, words: Callable[[Any], str]) -> None:
    """At start-up (`ports.py`): facts of this kind are marked, in these few words."""
    _marks[kind] = words


def marked_kinds() -> list[str]:
    return list(_marks)


def words_of(kind: str, body: Any) -> str:
    return _marks[kind](body)

"""Verbs that take many at once. Rooms register theirs in `ports.py`; the doors for single requests that are gathered
and for long streams of lines know no room, only these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .access import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """`take` answers each body in its order with what became of it or why it was refused, in a fixed number of
    statements, and is only called for callers who hold one of the `roles` and may write in the `room`.

    `read` makes a body of JSON (raises ValidationError or Refused). `brief` says which one was taken, for a line among
    thousands; `told` is the whole answer of the endpoint for one, where there is such an endpoint.
    """

    name: str
    room: str
    roles: tuple[str, ...]
    schema: type[BaseModel]
    read: Callable[[Any], Any]
    take: Callable[[Sequence[Any], Access], Sequence[Any]]
    brief: Callable[[Any], dict[str, Any]]
    told: Callable[[Any], dict[str, Any]] | None = None


_by_name: dict[str, Intake] = {}


def register_intake(intake: Intake) -> None:
    """Called at start-up by the room that the verb belongs to."""
    _by_name[intake.name] = intake


def intake_named(name: str) -> Intake | None:
    return _by_name.get(name)


def all_intakes() -> list[Intake]:
    return sorted(_by_name.values(), key=lambda intake: intake.name)

"""What rooms hold about a person: each room that does registers how it exports and erases it (`ports.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Contact


@dataclass(frozen=True, slots=True)
class PersonalRoom:
    """`export` returns JSON-ready content; `erase` anonymises in place, so that figures stay."""

    name: str
    export: Callable[[Contact], Any]
    erase: Callable[[Contact], None]


_rooms: dict[str, PersonalRoom] = {}


def holds_personal_content(room: PersonalRoom) -> None:
    _rooms[room.name] = room


def personal_rooms() -> list[PersonalRoom]:
    return list(_rooms.values())

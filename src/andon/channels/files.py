"""The port for the files of messages: the room that keeps them hands them over when a message goes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content_type: str
    content: bytes


FindFiles = Callable[[Sequence[UUID]], list[File]]
_finders: list[FindFiles] = []


def register_files(find: FindFiles) -> None:
    """At start-up (`ports.py`): `find` answers the files of these ids, in their order; what is gone is left out."""
    _finders.append(find)


def files_of(ids: Sequence[UUID]) -> list[File]:
    return [file for find in _finders for file in find(ids)] if ids else []

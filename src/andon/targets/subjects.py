"""The port for rooms whose things have clocks: what a room says about its own subjects, so that no import runs up."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from andon.people.access import Access
from andon.people.models import User

Due = tuple[datetime | None, str]
"""When the earliest running clock is due, and which kind of clock it is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one subject: values by which targets are chosen, and whether a condition fits it."""

    values: Mapping[str, str]
    fits: Callable[[str], bool]
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject on a list: `ref` is what people call it."""

    ref: str
    title: str
    url: str
    team: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class People:
    owner: User | None = None
    leads: Sequence[User] = field(default=())


class ClockSubjects(Protocol):
    """One kind of subject. All take many and ask a fixed number of queries."""

    kind: str

    def visible_ids(self, access: Access) -> Any:
        """A queryset of the ids that somebody may see."""
        ...

    def shown(self, ids: Collection[UUID]) -> Mapping[UUID, Shown]: ...

    def known(self, ids: Collection[UUID], changes: Mapping[str, str] | None = None) -> Mapping[UUID, Known]:
        """As they are, or (`changes`) as they would be. Raises Invalid for a change that cannot be."""
        ...

    def people(self, id: UUID) -> People: ...

    def check_condition(self, text: str) -> None:
        """Raises Invalid by `condition`."""
        ...

    def open_after(self, after: UUID | None, most: int) -> list[UUID]:
        """The next ids of those that are not over, in the order of their ids."""
        ...

    def hold(self, ids: Collection[UUID]) -> None:
        """Lock them, in the order in which everybody does, until the transaction ends."""
        ...

    def set_due(self, dues: Mapping[UUID, Due]) -> None:
        """Keep when each is due next."""
        ...


_kinds: dict[str, ClockSubjects] = {}


def register_subjects(adapter: ClockSubjects) -> None:
    """Called at start-up (`ports.py`) by the room that the kind belongs to."""
    _kinds[adapter.kind] = adapter


def subjects_of(kind: str) -> ClockSubjects | None:
    return _kinds.get(kind)


def all_subjects() -> list[ClockSubjects]:
    return list(_kinds.values())

"""The port by which a room says to what cases can be linked now: its incidents, later known problems and articles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from andon.cases.models import Case
from andon.people.access import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSubject:
    """Something that cases can be linked to now.

    `description`, `alert`: more words of it, "" for none. `services`: names by which customers may call what it hits.
    `regions`: where, empty for everywhere or not known. `begins`: reports from before this are of something else; None
    asks nothing. `confirmed`: the cases that people linked to it, whose words count as its own.
    """

    id: UUID
    title: str
    description: str = ""
    alert: str = ""
    services: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    begins: datetime | None = None
    confirmed: tuple[UUID, ...] = field(default=())

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self.title, self.description, self.alert) if part)


@dataclass(frozen=True, slots=True)
class Linkable:
    """`open_now`: a fixed number of queries. `visible_ids`: a query of those that the reader may see. `link` and
    `unlink` do it, each with its own fact, and raise Missing for one that she may not change."""

    kind: str
    open_now: Callable[[], Sequence[OpenSubject]]
    visible_ids: Callable[[Access], Any]
    link: Callable[[UUID, Sequence[Case], Access], object]
    unlink: Callable[[UUID, Case, Access], object]


_kinds: dict[str, Linkable] = {}


def register_linkable(linkable: Linkable) -> None:
    """At start-up (`ports.py`). How one is shown is said at the port of readable texts (`meaning/readable.py`)."""
    _kinds[linkable.kind] = linkable


def linkables() -> Iterable[Linkable]:
    return [_kinds[kind] for kind in sorted(_kinds)]


def find_linkable(kind: str) -> Linkable | None:
    """None for a kind that no room registers (any more)."""
    return _kinds.get(kind)

"""The port by which rooms above say what a kind of subject says, and how one of them is shown to somebody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.people.access import Access

LONGEST = 4000
"""Characters of a text that are read: the beginning says what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a subject says. `reporter` is an opaque key of whoever says it: the same key, the same reporter; "" for
    nobody known. `codes`: slugs of services and capabilities that are known already."""

    text: str
    said_at: datetime
    reporter: str = ""
    verified: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a subject that was found is shown: `url` leads to it, `detail` names it and how it stands."""

    id: UUID
    title: str
    detail: str
    url: str
    who: str = ""
    at: datetime | None = None


TextsOf = Callable[[Sequence[UUID]], Mapping[UUID, Said]]
ShownOf = Callable[[Sequence[UUID], Access], Mapping[UUID, Shown]]
IdsBefore = Callable[[UUID | None, int], Sequence[UUID]]


@dataclass(frozen=True, slots=True)
class Readable:
    """`texts_of`: those that say something, a fixed number of queries. `shown_of`: those that the reader may see, by
    the id that was found; two that are read as one (merged cases) answer with the same `Shown.id`. `ids_before`: the
    newest before an id (None: the newest of all), newest first."""

    kind: str
    texts_of: TextsOf
    shown_of: ShownOf
    ids_before: IdsBefore


_kinds: dict[str, Readable] = {}


def readable(kind: str, texts_of: TextsOf, *, shown_of: ShownOf, ids_before: IdsBefore) -> None:
    """At start-up (`ports.py`): subjects of this kind can be read, found and shown."""
    _kinds[kind] = Readable(kind, texts_of, shown_of, ids_before)


def readable_kinds() -> list[str]:
    return sorted(_kinds)


def find_readable(kind: str) -> Readable | None:
    """None for a kind that no room registers (any more)."""
    return _kinds.get(kind)

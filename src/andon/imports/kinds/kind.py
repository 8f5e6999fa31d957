"""What a kind of import is: its fields, and how many rows become what a room takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from andon.kit.errors import Refused
from andon.people.models import Team
from andon.timeline.actor import Actor

TEXT, MANY, MOMENT, AMOUNT, NUMBER, YES_NO = "text", "many", "moment", "amount", "number", "yes_no"
CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
ATTRIBUTE = "attributes."
"""Fields that begin with it are attributes: of a defined key, or `attributes.*` of the column's own name."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """`names`: what columns that mean it are called, parted by bars; `reads`: how its cells are read."""

    key: str
    label: Promise
    names: str = ""
    reads: str = TEXT


@dataclass(frozen=True, slots=True)
class How:
    """What the person who imports chose for all lines."""

    month_first: bool = False
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    team: Team | None = None
    source: str = ""
    only_check: bool = False


Put = Callable[[Sequence[Row], How, Actor], Sequence[str | Refused]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`put` answers in order: created, changed, unchanged, or why it was refused. `free`: attributes of any name.

    `needed`: one field of each of these must have a column.
    """

    name: str
    fields: tuple[Field, ...]
    put: Put
    needed: tuple[tuple[str, ...], ...]
    defined: bool = False
    free: bool = False

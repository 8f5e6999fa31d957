"""What happens around cases rather than to one: types, kept views, acts on many. Registered by `ports.py`."""

from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTypeChanged:
    """How the type itself is set up: made, changed or archived."""

    slug: str
    what: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFieldDefined:
    """`what`: defined or archived."""

    case_type: str
    key: str
    kind: str
    what: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved:
    audience: str
    team: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChanged:
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDeleted:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPrepared:
    act: str
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkProgressed:
    """`state` is that of the run after this part of it."""

    state: str
    count: int

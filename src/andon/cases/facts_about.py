"""What a case is about, and what is known of it, is another now."""

from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBrandChanged:
    """`old` None: the default brand."""

    old: UUID | None
    new: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CasePriorityChanged:
    old: str
    new: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseServiceChanged:
    """What it is about now, and which service that was before; None: nothing that is known."""

    old: UUID | None
    service: UUID | None
    capability: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFieldsChanged:
    """`keys` that changed; `codes` are the new choices of those that have some, never what somebody typed."""

    case_type: str
    keys: list[str]
    codes: dict[str, list[str]]
    opening: bool = False

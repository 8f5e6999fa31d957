"""What happens to cases that become one, and to parts that become a case of their own."""

from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSplit:
    """Recorded on the case from which another was split off."""

    new: UUID
    messages: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSplitOff:
    """Recorded on the new one."""

    split_from: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged:
    """Recorded on the case that was merged; about its survivor too. `owner` is who owned it."""

    into: UUID
    owner: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTakenIn:
    """Recorded on the survivor."""

    case: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUndone:
    """Recorded on the case that stands for itself again."""

    into: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetGo:
    """Recorded on what was its survivor."""

    case: UUID

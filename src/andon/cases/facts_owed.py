from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationOwed:
    obligation: UUID
    kind: str
    again: bool = False


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMet:
    obligation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationWaived:
    obligation: UUID
    kind: str

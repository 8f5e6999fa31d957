from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStarted:
    policy: UUID


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAdopted:
    was: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    user: UUID
    turn: int


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyOnCall:
    """`turn` None: the service has no policy at all."""

    policy: UUID | None
    turn: int | None


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    user: UUID | None


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationHurried:
    pass


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationExhausted:
    pass


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationEnded:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinksRevoked:
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPut:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBound:
    policy: UUID

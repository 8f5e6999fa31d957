from dataclasses import dataclass
from datetime import datetime
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


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyAtAll:
    """A whole pass found nobody; the fallback is paged. `lap` counts passes from 0."""

    lap: int
    fallback: int


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class StepUnfit:
    """A step whose conditions do not hold now; `failing` are their codes."""

    step: int
    failing: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class StepQueued:
    """Nobody is on call; the step waits for the next shift."""

    step: int
    until: datetime


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTold:
    """A step told a chat channel or a webhook."""

    place: str
    turn: int


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class PageTimedOut:
    """An acknowledgement (or a snooze) ended without a resolution; it begins again."""

    was: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyAcknowledged:
    """Somebody is on it; the step asks for more."""

    user: UUID | None
    needed: int


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class Unacknowledged:
    pass


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationSnoozed:
    until: datetime


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationReassigned:
    """`to`: a user, schedule or team, as kind:id."""

    to: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class PageDeclined:
    user: UUID


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationGraver:
    """What it is about became worse, or touches a higher tier: conditions were asked again."""

    severity: str
    tier: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyUnbound:
    policy: UUID

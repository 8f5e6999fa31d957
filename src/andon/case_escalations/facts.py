"""Each names the escalation and its kind's slug; reasons and answers stay in the row. No customer reads any of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationRaised:
    """`on`: case or account. `reached`: policy, leads or nobody. `again`: one like it was declined before."""

    escalation: UUID
    kind: str
    on: str
    reached: str
    due_at: datetime
    again: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationNoted:
    """Somebody joined it, or said more."""

    escalation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationAccepted:
    """`in_time`: before its target."""

    escalation: UUID
    kind: str
    in_time: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationDeclined:
    escalation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationOverdue:
    """Nobody had accepted when the target was reached; once for each."""

    escalation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeEscalated:
    escalation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationWithdrawn:
    escalation: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalationEnded:
    """By itself. `why`: case_closed."""

    escalation: UUID
    kind: str
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationKindPut:
    slug: str
    active: bool

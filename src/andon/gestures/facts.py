"""Each names the kind's slug, the amount ("" without one) and its currency; reasons and references stay in the row."""

from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureGiven:
    """`waits`: for a lead's approval."""

    gesture: UUID
    kind: str
    amount: str
    currency: str
    waits: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureApproved:
    gesture: UUID
    kind: str
    amount: str
    currency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureDeclined:
    gesture: UUID
    kind: str
    amount: str
    currency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureOffered:
    gesture: UUID
    kind: str
    amount: str
    currency: str
    message: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureDone:
    gesture: UUID
    kind: str
    amount: str
    currency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureWaived:
    gesture: UUID
    kind: str
    amount: str
    currency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureKindPut:
    slug: str
    active: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureLimitPut:
    """`amount` "" means that there is no limit of its own any more."""

    role: str
    team: UUID | None
    currency: str
    amount: str

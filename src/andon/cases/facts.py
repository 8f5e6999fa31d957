from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    number: int
    channel: str
    team: UUID | None
    verified: bool
    receipt: bool
    follow_up_of: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpenedFromSignal:
    signal: UUID
    source: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseImported:
    """Brought from another system: what it was there. No receipt, no page, no reminder follows."""

    number: int
    status: str
    close_reason: str
    opened_at: datetime
    closed_at: datetime | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned:
    """`how`: least_loaded, chosen, taken, replied."""

    to_user: UUID
    how: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipHandedOver:
    from_user: UUID | None
    to_user: UUID | None
    to_team: UUID | None
    count: int


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWrote:
    message: UUID
    channel: str
    automatic: bool
    verified: bool


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterConfirmed:
    pass


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySent:
    """`first`: the first answer of the case. `was_*`: how the case stood before, so that it can be taken back."""

    message: UUID
    first: bool
    delivery_key: str
    was_status: str
    was_due_at: datetime | None
    was_due_reason: str
    was_unanswered: int
    was_replied_at: datetime | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWithdrawn:
    message: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    message: UUID
    seen_by: str
    mentions: list[UUID]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatusChanged:
    old: str
    new: str


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSolved:
    pass


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    reason: str


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened:
    """`why`: customer_wrote, or not_solved when somebody here reopened it."""

    why: str
    count: int
    was: str


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class StillBrokenSaid:
    """The customer was asked whether it works, and says that it does not."""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOpened:
    """Recorded on the closed case; about the new one too."""

    follow_up: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerReminded:
    number: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTagged:
    added: list[str]
    removed: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdited:
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTakenBack:
    """It stands where it stood before."""

    to_user: UUID | None
    to_team: UUID | None
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class StepTriedAdded:
    step: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantAdded:
    participant: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRemoved:
    participant: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class StandInTold:
    to_user: UUID
    away_until: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AccessGranted:
    user: UUID | None
    team: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AccessWithdrawn:
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinksRevoked:
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CasePolicyChanged:
    fields: list[str]

"""Internal all of them; reasons and words stay in the rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPut:
    """`valid_from` names the terms that were made or changed; `changed` names fields."""

    valid_from: date
    created: bool
    changed: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCorrected:
    correction: UUID
    adds: bool
    begins_at: datetime
    ends_at: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTakenBack:
    correction: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RungReached:
    """So many per cent of a period's minutes are used, while something runs."""

    contract: UUID
    account: UUID
    period: date
    rung: int
    minutes_left: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFellDue:
    """`amount` is owed for the period from now on."""

    contract: UUID
    account: UUID
    period: date
    below: str
    amount: str
    currency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSettled:
    period: date
    amount: str
    currency: str
    gesture: UUID | None

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDeclared:
    """`first_report_at` and `first_alert_at`: what was known when it was declared."""

    number: int
    severity: str
    cases: int
    first_report_at: datetime | None
    first_alert_at: datetime | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CasesLinked:
    cases: list[UUID]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnlinked:
    case: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAcknowledged:
    user: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class EtaSet:
    """`latest_at`: the end, where it is a range."""

    expected_at: datetime
    was: datetime | None
    latest_at: datetime | None = None
    was_latest: datetime | None = None
    confidence: str = ""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class EtaSlipped:
    """The fix is expected later than was said; so many linked cases owe the news."""

    eta: UUID
    expected_by: datetime
    was_by: datetime
    owed: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SeveritySet:
    severity: str
    was: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTaken:
    user: UUID
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEdited:
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMitigated:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolved:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened:
    was: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostedOnLine:
    message: UUID
    seen_by: str


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    message: UUID


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsInferred:
    """How many match the pattern now, and what changed."""

    count: int
    new: int
    gone: int


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsSaid:
    """Somebody said of these accounts that they are hit (confirmed) or not (spared)."""

    how: str
    accounts: list[UUID]


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class GateOverridden:
    """It was resolved although these held it back; the reason stands in a row."""

    codes: list[str]


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSaid:
    """What became of the hunch on which it was declared. `duplicate_of`: the number of the incident that it was;
    `derived`: nobody had to say it."""

    outcome: str
    duplicate_of: int | None
    derived: bool


@fact(seen_by="agents")
@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRungReached:
    """Of a promised update: soon, due or late; `told`: how many people, 0 when there was nobody."""

    promised_at: datetime
    rung: str
    told: int

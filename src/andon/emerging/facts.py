from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRaised:
    """`observed` distinct reporters in `scale_minutes`, where `expected` were usual. `level`: watch or emerging."""

    number: int
    level: str
    reports: int
    observed: int
    expected: float
    scale_minutes: float


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsJoined:
    """They were taken for the same by the correlator."""

    reports: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueConfirmed:
    """`declared`: whether the incident was declared from it, else it ran already."""

    incident: UUID
    declared: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDismissed:
    reason: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalTakenBack:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesMerged:
    """This one was taken into another."""

    into: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSplit:
    """These reports are an issue of their own now, or (`into` None) of none."""

    reports: list[str]
    into: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOver:
    """Nobody told of it for long."""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSet:
    """How sure the scan must be before it shows something, and before it tells people: natural logarithms of chance."""

    watch: float
    emerging: float
    budget: float

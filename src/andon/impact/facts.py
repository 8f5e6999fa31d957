from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class FixApplied:
    """Something was done at `at` that should end it."""

    fix: UUID
    at: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class FixTakenBack:
    fix: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CurveTurned:
    """What the report curve says from now on: worse, steady, easing or early."""

    word: str
    was: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class FixJudged:
    """What the reports say of the fix from now on: verified, probable, early or failed. `chance` in per cent."""

    word: str
    was: str
    chance: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BlastRadiusFound:
    """Whom the reports come from, as it is thought from now on. `confidence` in per cent, None: no segment;
    `accounts` that match."""

    confidence: int | None
    reports: int
    accounts: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CasesChosen:
    """Somebody asks whom these cases come from."""

    cases: list[UUID]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SliceRising:
    """Reports rise in a slice of the customers, such as a region."""

    attribute: str
    value: str
    reports: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityDeclined:
    """The advice to raise it to this severity was looked at, and it stayed as it is."""

    severity: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRulePut:
    created: bool
    changed: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFired:
    """An incident has reached what a rule names."""

    rule: UUID
    number: int

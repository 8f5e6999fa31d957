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
class SliceRising:
    """Reports rise in a slice of the customers, such as a region."""

    attribute: str
    value: str
    reports: int

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPut:
    slug: str
    version: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDeleted:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPolicyPut:
    slug: str
    version: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPoliciesOrdered:
    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPolicyRetired:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettingsChanged:
    when_calendar_changes: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMissed:
    """A promise ran out; `due_at` is when. Of the subject; seen by agents alone."""

    clock: UUID
    kind: str
    policy: str
    due_at: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRungReached:
    """`then`: paged, told, or nobody when there was nobody to tell."""

    clock: UUID
    kind: str
    at: str
    then: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksWorkedOut:
    why: str
    total: int
    changed: int

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePut:
    slug: str


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOverridden:
    user: UUID
    starts_at: datetime
    ends_at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRemoved:
    user: UUID

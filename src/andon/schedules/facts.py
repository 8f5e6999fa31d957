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
class LayerPut:
    """`valid_from` None: since ever."""

    layer: UUID
    valid_from: datetime | None


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class LayerEnded:
    layer: UUID
    at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """Who left the team, or was switched off, left its layers from then on."""

    layer: UUID
    user: UUID
    at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOverridden:
    """`user` None: nobody comes in for `remove`."""

    user: UUID | None
    starts_at: datetime
    ends_at: datetime
    mode: str = "replace_all"
    remove: UUID | None = None


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRemoved:
    user: UUID | None


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftsFixed:
    span: UUID
    starts_at: datetime
    ends_at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftsUnfixed:
    span: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class SwapAsked:
    swap: UUID
    starts_at: datetime
    ends_at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class SwapTaken:
    swap: UUID
    override: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class SwapDeclined:
    swap: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class SwapEnded:
    """`how`: withdrawn, or expired because its time came and nobody took it."""

    swap: UUID
    how: str


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class GapAhead:
    gap: UUID
    starts_at: datetime
    ends_at: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class GapClosed:
    gap: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallHandedOver:
    at: datetime
    on: list[UUID]
    off: list[UUID]


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCreated:
    feed: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRevoked:
    feed: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarImported:
    """A calendar of somebody else's became a layer; `fetched`: from an address, again and again."""

    calendar: UUID
    fetched: bool


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRemoved:
    calendar: UUID

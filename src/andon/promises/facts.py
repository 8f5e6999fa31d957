"""Of the case (or incident): what was promised and what came of it. The words stand in the message."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade:
    """`message` None: it was told otherwise, such as by voice."""

    promise: UUID
    message: UUID | None
    due_at: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMoved:
    promise: UUID
    was: datetime
    due_at: datetime


@fact(seen_by="customer")
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKept:
    """`late`: it was broken before."""

    promise: UUID
    message: UUID | None
    late: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBroken:
    promise: UUID
    due_at: datetime


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWithdrawn:
    """`why`: none (it was none), undone (the answer was taken back), closed (with its case)."""

    promise: UUID
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseReopened:
    """The answer that kept it was taken back."""

    promise: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRungReached:
    """`rung`: soon, due or late; so many people were told."""

    promise: UUID
    rung: str
    told: int

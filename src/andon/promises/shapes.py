"""What the API says and takes about promises."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import Promise


class PromiseOut(Schema):
    """`start` and `end`: where it stands in the message's body. `state`: open, kept, broken or withdrawn; a broken one
    with `answered_at` was made up for."""

    id: UUID
    case: UUID | None
    incident: UUID | None
    message: UUID | None
    start: int
    end: int
    due_at: datetime
    zone: str
    state: str
    made_by: UUID | None
    made_at: datetime
    moved_count: int
    answered_by: UUID | None
    answered_at: datetime | None
    broken_at: datetime | None

    @staticmethod
    def of(obj: Promise) -> dict[str, Any]:
        named = {name: getattr(obj, f"{name}_id") for name in ("case", "incident", "message", "made_by", "answered_by")}
        return {name: getattr(obj, name) for name in PromiseOut.model_fields if name not in named} | named


class RecogniseBody(Schema):
    """`locale` "": the customer's."""

    body: str = Field(max_length=100_000)
    locale: str = Field("", max_length=12)


class RecognisedOut(Schema):
    start: int
    end: int
    due_at: datetime
    zone: str


class PromiseBody(Schema):
    due_at: datetime
    message: UUID | None = None
    start: int = Field(0, ge=0, le=100_000)
    end: int = Field(0, ge=0, le=100_000)


class MakeBody(Schema):
    promises: list[PromiseBody] = Field(min_length=1, max_length=5)


class ShareOut(Schema):
    """In per cent; `low` and `high`: Wilson's interval, 95 %."""

    percent: float
    low: float
    high: float


class KeptOut(Schema):
    """`late`: made up for after it was broken; `broken`: still owed."""

    name: str
    kept: int
    late: int
    broken: int
    moved: int
    due: int
    share: ShareOut | None


class WeekOut(Schema):
    begins: date
    kept: KeptOut


class FigureOut(Schema):
    whole: KeptOut
    weeks: list[WeekOut]
    teams: list[KeptOut]


class MoveBody(Schema):
    due_at: datetime

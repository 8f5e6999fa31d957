from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .reads.suggested import Suggested


class SuggestionOut(Schema):
    id: UUID
    kind: str = Field(description="related, duplicate or link")
    case_id: UUID
    target_kind: str
    target_id: UUID
    score: float = Field(description="how much nearer than usual, in standard deviations")
    state: str = Field(description="open, accepted, dismissed, undone or lapsed")
    how: str = Field(description="what accepting it did: merge, relate or link")
    made_at: datetime
    decided_at: datetime | None
    undone_at: datetime | None


class SuggestedOut(SuggestionOut):
    title: str = Field(description="of the other side")
    detail: str
    why: list[str] = Field(description="the reasons in words")
    reasons: dict[str, Any]


class AcceptIn(Schema):
    how: str = Field("", description="merge or relate, for two cases; what it suggests when empty")


class AcceptAllIn(Schema):
    suggestions: list[UUID] = Field(max_length=200)


class CaseIn(Schema):
    case: str = Field(description="a reference such as C-12, or an id")


class RelatedOut(Schema):
    case_id: UUID
    title: str
    detail: str


class WeekOut(Schema):
    starts: date
    shown: int
    accepted: int
    dismissed: int
    corrected: int


class FiguresOut(Schema):
    kind: str
    floor: float = Field(description="from which score on it is shown now")
    shown: int
    accepted: int
    dismissed: int
    corrected: int = Field(description="accepted, then taken back or done otherwise")
    precision: int | None = Field(description="per cent right of those that were decided")
    precision_low: int = Field(description="95 % interval (Wilson)")
    precision_high: int
    weeks: list[WeekOut]


def suggested_out(one: Suggested) -> SuggestedOut:
    given = SuggestionOut.from_orm(one.suggestion).dict()
    return SuggestedOut(
        **given, title=one.shown.title, detail=one.shown.detail, why=one.why, reasons=one.suggestion.reasons
    )

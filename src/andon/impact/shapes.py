"""What the API says and takes about impact."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field


class PointOut(Schema):
    """New reports per ten minutes and 1,000 affected who have not reported yet, with nine chances in ten between `low`
    and `high`."""

    at: datetime
    rate: float
    low: float
    high: float
    reports: int
    word: str


class MarkOut(Schema):
    at: datetime
    words: str


class VerdictOut(Schema):
    word: str = Field(alias="fix_word", description="verified, probable, early or failed")
    fixed_at: datetime = Field(alias="fix_at")
    chance: float = Field(alias="fix_chance")
    seen: int = Field(alias="fix_seen")
    expected: float = Field(alias="fix_expected", description="reports since, had nothing changed")
    still_broken: int
    works: int
    possible_at: datetime | None = Field(description="when it can be told at the earliest")


class RisingOut(Schema):
    attribute: str
    label: str
    value: str
    reports: int
    began: datetime


class CurveOut(Schema):
    word: str = Field(description="worse, steady, easing or early")
    since: datetime
    affected: int
    reported: int
    points: list[PointOut]
    marks: list[MarkOut]
    fix: VerdictOut | None
    rising: list[RisingOut]


class CandidateOut(Schema):
    id: UUID
    service: str
    kind: str
    summary: str
    at: datetime
    minutes_before: int | None


class FixIn(Schema):
    what: str
    at: AwareDatetime | None = Field(None, description="since when it is out; now when left out")


class FixIdIn(Schema):
    fix: UUID


class FixOut(Schema):
    id: UUID
    what: str
    at: datetime
    by_id: UUID | None
    taken_back_at: datetime | None

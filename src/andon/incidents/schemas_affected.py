"""What the API says and takes about affected accounts and gates."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field


class HeldOut(Schema):
    code: str
    why: str


class OverrideOut(Schema):
    codes: list[str]
    reason: str
    by_id: UUID
    at: datetime


class AffectedOut(Schema):
    account_id: UUID
    how: str = Field(description="inferred, confirmed or spared")
    since: datetime
    by_id: UUID | None


class WhoIsHitIn(Schema):
    accounts: list[str] = Field(min_length=1, max_length=1000, description="by id or external id")
    how: str = Field("confirmed", description="confirmed or spared")


class SaidOut(Schema):
    changed: int

"""What the API says and takes about escalations of cases and accounts."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import CaseEscalation, EscalationKind


class NoteOut(Schema):
    text: str
    written_by: str
    written_at: datetime


class CaseEscalationOut(Schema):
    """`case_id` is that of the case through which it is read; null for one of an account, whose is `account_id`."""

    id: UUID
    case_id: UUID | None
    account_id: UUID | None
    kind: str = Field(alias="kind.slug")
    reason: str
    notes: list[NoteOut]
    state: str = Field(description="waiting, accepted, declined, over, withdrawn or ended")
    asked_by: str
    asked_at: datetime
    due_at: datetime = Field(description="when somebody must have accepted")
    overdue_at: datetime | None
    reached: str = Field(description="policy: people are paged; leads: they were told; nobody")
    again_of_id: UUID | None = Field(description="what was declined before")
    answered_by: str
    answered_at: datetime | None
    answer: str
    ended_by: str
    ended_at: datetime | None
    result: str
    end_why: str

    @staticmethod
    def resolve_case_id(obj: CaseEscalation) -> UUID | None:
        return (obj.case.merged_into_id or obj.case.id) if obj.case else None


class KindOut(Schema):
    slug: str
    name: str
    policy: str = Field(description="its slug; empty: the leads of the case's team are told")
    team: str = Field(description="slug of the team in which anybody may accept too")
    answer_minutes: int
    calendar: str = Field(description="slug of the calendar whose open minutes count; empty: every minute does")
    is_active: bool
    position: int

    @staticmethod
    def resolve_policy(obj: EscalationKind) -> str:
        return obj.policy.slug if obj.policy else ""

    @staticmethod
    def resolve_calendar(obj: EscalationKind) -> str:
        return obj.calendar.slug if obj.calendar else ""

    @staticmethod
    def resolve_team(obj: EscalationKind) -> str:
        return obj.team.slug if obj.team else ""


class KindIn(Schema):
    slug: str
    name: str
    policy: str = Field("", description="its slug; empty: the leads of the case's team are told")
    team: str = Field("", description="id or slug of a team in which anybody may accept too")
    answer_minutes: int = Field(60, ge=1, le=10_080)
    calendar: str = Field("", description="slug of the calendar whose open minutes count; empty: every minute does")
    is_active: bool = True
    position: int = Field(100, ge=0, le=30_000)


class EscalateIn(Schema):
    kind: str = Field(description="its slug")
    reason: str = Field(description="for colleagues only")


class EscalateCasesIn(EscalateIn):
    cases: list[str] = Field(min_length=1, max_length=50, description="C-12 or id")


class AcceptIn(Schema):
    answer: str = Field(description="what happens next")


class WhyIn(Schema):
    why: str


class WithdrawIn(Schema):
    why: str = ""


class ResultIn(Schema):
    result: str = Field(description="what came of it")

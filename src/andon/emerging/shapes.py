"""What the API takes and gives here."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import EmergingIssue


class IssueOut(Schema):
    id: UUID
    ref: str
    level: str
    state: str
    name: str
    words: list[str]
    since: datetime
    raised_at: datetime
    emerging_at: datetime | None
    last_report_at: datetime
    report_count: int
    reporter_count: int
    observed: int
    expected: float
    scale_minutes: float
    log_p: float = Field(description="how likely so many are by chance, a natural logarithm")
    service: str | None
    capability: str | None
    incident: str | None
    merged_into: str | None
    dismiss_reason: str

    @staticmethod
    def resolve_service(issue: EmergingIssue) -> str | None:
        return issue.service.slug if issue.service else None

    @staticmethod
    def resolve_capability(issue: EmergingIssue) -> str | None:
        return issue.capability.slug if issue.capability else None

    @staticmethod
    def resolve_incident(issue: EmergingIssue) -> str | None:
        return issue.incident.ref if issue.incident else None

    @staticmethod
    def resolve_merged_into(issue: EmergingIssue) -> str | None:
        return issue.merged_into.ref if issue.merged_into else None


class ReportOut(Schema):
    kind: str
    id: UUID
    at: datetime
    verified: bool
    language: str
    title: str = Field(description="empty when you may not read it")
    quote: str


class ConfirmBody(Schema):
    title: str
    services: list[str] = Field([], description="slugs; the likely service when empty")
    severity: str = "major"
    customer_text: str = ""
    page: bool = True


class IncidentBody(Schema):
    incident: str = Field(description="such as I-12")


class MergeBody(Schema):
    into: str = Field(description="such as E-12")


class SplitBody(Schema):
    reports: list[str] = Field(description="kind:id of each", max_length=500)
    apart: bool = Field(True, description="an issue of their own; else they belong to none")


class DismissBody(Schema):
    reason: str = Field(description="usual, not_ours, different, known, test")
    note: str = ""


class ScanBody(Schema):
    watch: float = Field(description="shown from here: a natural logarithm of chance, −60 to −4")
    emerging: float = Field(description="people are told from here")
    budget: float = Field(description="bearable false alarms a day")


class ShareOut(Schema):
    percent: int
    low: int = Field(description="nine chances in ten that it is from here")
    high: int


class WeekOut(Schema):
    starts: date
    confirmed: int
    dismissed: int
    undecided: int
    share: ShareOut | None = Field(description="of those that were decided, how many were confirmed")


class ScanOut(ScanBody):
    days: int
    told: int
    confirmed: int
    dismissed: int
    unlooked: int = Field(description="told, and over without anybody’s decision")
    share: ShareOut | None
    drift: str = Field(description="the last four weeks against those before: better, steady, worse, too_few")
    weeks: list[WeekOut]
    watched: int
    precision: int | None = Field(description="per cent of those that were decided")
    false_a_day: float
    reports: float | None
    earlier: float | None = Field(description="median minutes before the first alert, or the declaration")
    suggested: float = Field(description="the value for `emerging` that keeps the budget")


class ConfirmedOut(Schema):
    incident: str


class LinkedOut(Schema):
    linked: list[str]

"""What the API takes and answers about opening hours and promises."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import TargetPolicy


class CalendarBody(Schema):
    slug: str = Field(description="an existing one is changed")
    name: str
    content: dict[str, Any] = Field(
        description='{zone, week: {mon: [["09:00", "17:00"]]}, holidays: {day: name}, hours: {day: windows}, '
        "breaks: {day: windows}}"
    )
    country: str = Field("", max_length=2, description="whose holidays count; two letters")
    subdivision: str = Field("", max_length=10)
    struck: list[str] = Field([], max_length=500, description="holidays of the country that do not count")
    is_default: bool = Field(False, description="true makes it the default")


class CalendarOut(Schema):
    id: UUID
    slug: str
    name: str
    content: dict[str, Any]
    country: str
    subdivision: str
    struck: list[date]
    is_default: bool
    version: int


class DayOut(Schema):
    day: date
    open: list[str]
    hours: float
    holiday: str


class SettingsBody(Schema):
    when_calendar_changes: str = Field(description="judge_again or freeze")


class RungBody(Schema):
    kind: str
    at: str = Field(description="75%, or 30m: open minutes before it is due")
    policy: str = Field("", description="slug of a paging policy")
    tell: str = Field("", description="owner or lead")


class TargetPolicyBody(Schema):
    slug: str = Field(description="an existing one is changed")
    name: str
    condition: str = Field("", description="a filter of cases; empty: all")
    targets: dict[str, dict[str, int]] = Field(description='minutes by clock and value: {first_reply: {"*": 240}}')
    rungs: list[RungBody] = Field([], max_length=20)
    grouped_by: str = "priority"
    calendar: str = Field("", description="slug; the default when empty")
    real_time: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    pause_on: list[str] = ["waiting_customer", "waiting_others"]
    update_mode: str = Field("between", description="between or respond")
    notes_count: bool = False


class TargetPolicyOut(TargetPolicyBody):
    id: UUID
    position: int
    is_default: bool
    version: int

    @staticmethod
    def resolve_calendar(policy: TargetPolicy) -> str:
        return policy.calendar.slug if policy.calendar else ""


class SegmentOut(Schema):
    begin: datetime
    end: datetime
    why: str = Field(description="counted, closed, holiday or paused")
    name: str = Field(description="of the holiday, or the reason of the pause")


class ClockOut(Schema):
    id: UUID
    kind: str
    number: int
    state: str
    policy: str
    policy_version: int
    target_seconds: int
    elapsed_seconds: float
    began_at: datetime
    ended_at: datetime | None
    due_at: datetime | None
    left_seconds: int | None = Field(description="while it is paused")
    missed_at: datetime | None
    missed: dict[str, Any] = Field(description="by which policy, version and target")
    idle_seconds: int = Field(description="paused although the customer had answered")
    segments: list[SegmentOut]


class WouldBeOut(Schema):
    kind: str
    number: int
    due_now: datetime | None
    due_then: datetime | None
    missed_then: bool
    policy: str


class HourOut(Schema):
    begins: datetime
    due: int
    at_risk: int


class ForecastOut(Schema):
    hours: list[HourOut]
    late: int


class KeptOut(Schema):
    kind: str
    policy: str
    team: str
    met: int
    missed: int
    running: int
    percent: str


class OrderBody(Schema):
    policies: list[str] = Field(max_length=500, description="slugs of all but the default")


class RecomputeOut(Schema):
    id: UUID
    why: str
    total: int
    done: int
    changed: int
    percent: int

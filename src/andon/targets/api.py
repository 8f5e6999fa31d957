"""Opening hours and promises, for programs: the same acts as at the screens."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import change_target_settings as changing
from .actions import delete_calendar as deleting
from .actions import order_target_policies as ordering
from .actions import put_calendar as putting_calendar
from .actions import put_target_policy as putting_policy
from .actions import retire_target_policy as retiring
from .models import BusinessCalendar, Recompute, TargetPolicy, TargetSettings
from .reads.hours_of import hours_of
from .reads.strip import strip
from .rules.reading import read_day

router = Router(tags=["Targets"])


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


class OrderBody(Schema):
    policies: list[str] = Field(max_length=500, description="slugs of all but the default")


class RecomputeOut(Schema):
    id: UUID
    why: str
    total: int
    done: int
    changed: int
    percent: int


@router.get("/targets/calendars", response=list[CalendarOut])
def list_calendars(request: ApiRequest) -> "QuerySet[BusinessCalendar]":
    only_for(request.access, "lead", "administrator")
    return BusinessCalendar.objects.all()


@router.get("/targets/calendars/{ref}/days", response=list[DayOut])
def list_calendar_days(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """The next two weeks by the calendar's own wall clock."""
    only_for(request.access, "lead", "administrator")
    days = strip(hours_of(_calendar(ref)), clock.now())
    return [
        {"day": one.day, "open": [bar.text for bar in one.bars], "hours": one.hours, "holiday": one.holiday}
        for one in days
    ]


@router.post("/targets/put_calendar", response=CalendarOut)
def put_calendar(request: ApiRequest, body: CalendarBody) -> BusinessCalendar:
    only_for(request.access, "lead", "administrator")
    struck = [read_day(day, "struck") for day in body.struck]
    given = putting_calendar.CalendarIn(**body.dict(exclude={"struck"}), struck=struck)
    return putting_calendar.put_calendar(given, by=request.access.actor)


@router.post("/targets/calendars/{ref}/delete_calendar", response={204: None})
def delete_calendar(request: ApiRequest, ref: str) -> None:
    only_for(request.access, "lead", "administrator")
    deleting.delete_calendar(_calendar(ref), by=request.access.actor)


@router.post("/targets/change_target_settings", response=SettingsBody)
def change_target_settings(request: ApiRequest, body: SettingsBody) -> TargetSettings:
    only_for(request.access, "lead", "administrator")
    return changing.change_target_settings(**body.dict(), by=request.access.actor)


@router.get("/targets/policies", response=list[TargetPolicyOut])
def list_target_policies(request: ApiRequest) -> "QuerySet[TargetPolicy]":
    """In their order; the first that fits holds, the default is the last."""
    only_for(request.access, "lead", "administrator")
    return _standing()


@router.post("/targets/put_target_policy", response=TargetPolicyOut)
def put_target_policy(request: ApiRequest, body: TargetPolicyBody) -> TargetPolicy:
    only_for(request.access, "lead", "administrator")
    calendar = _calendar_named(body.calendar)
    given = putting_policy.TargetPolicyIn(**body.dict(exclude={"calendar"}), calendar=calendar)
    return putting_policy.put_target_policy(given, by=request.access.actor)


@router.post("/targets/order_target_policies", response=list[TargetPolicyOut])
def order_target_policies(request: ApiRequest, body: OrderBody) -> "QuerySet[TargetPolicy]":
    only_for(request.access, "lead", "administrator")
    ordering.order_target_policies(body.policies, by=request.access.actor)
    return _standing()


@router.post("/targets/policies/{ref}/retire_target_policy", response=TargetPolicyOut)
def retire_target_policy(request: ApiRequest, ref: str) -> TargetPolicy:
    only_for(request.access, "lead", "administrator")
    return retiring.retire_target_policy(by_ref(TargetPolicy.objects.all(), ref, human="slug"), by=request.access.actor)


@router.get("/targets/recomputes", response=list[RecomputeOut])
def list_recomputes(request: ApiRequest) -> "QuerySet[Recompute]":
    """Of the last ones how far they have come, the newest first."""
    only_for(request.access, "lead", "administrator")
    return Recompute.objects.all()[:20]


def _standing() -> "QuerySet[TargetPolicy]":
    return TargetPolicy.objects.filter(retired_at=None).select_related("calendar")


def _calendar(ref: str) -> BusinessCalendar:
    return by_ref(BusinessCalendar.objects.all(), ref, human="slug")


def _calendar_named(slug: str) -> BusinessCalendar | None:
    if not slug:
        return None
    found = BusinessCalendar.objects.filter(slug=slug).first()
    if found is None:
        raise Invalid({"calendar": _("There is no such calendar.")})
    return found

"""Opening hours and promises, for programs: the same acts as at the screens."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.kit import clock
from andon.kit.errors import Invalid, Missing
from andon.kit.rest.refs import by_ref
from andon.kit.subject import Subject
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import change_target_settings as changing
from .actions import delete_calendar as deleting
from .actions import order_target_policies as ordering
from .actions import put_calendar as putting_calendar
from .actions import put_target_policy as putting_policy
from .actions import retire_target_policy as retiring
from .models import BusinessCalendar, Recompute, TargetPolicy, TargetSettings
from .reads import what_if as asking
from .reads.clocks_of import Explained, clocks_of, explained
from .reads.forecast import forecast
from .reads.hours_of import hours_of
from .reads.kept_promises import DAYS, Kept, kept_promises
from .reads.strip import strip
from .reads.what_if import WouldBe
from .rules.reading import read_day
from .shapes import (
    CalendarBody,
    CalendarOut,
    ClockOut,
    DayOut,
    ForecastOut,
    KeptOut,
    OrderBody,
    RecomputeOut,
    SettingsBody,
    TargetPolicyBody,
    TargetPolicyOut,
    WouldBeOut,
)
from .subjects import subjects_of

router = Router(tags=["Targets"])


@router.get("/targets/calendars", response=list[CalendarOut])
def list_business_calendars(request: ApiRequest) -> "QuerySet[BusinessCalendar]":
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


@router.get("/targets/clocks/{kind}/{id}", response=list[ClockOut])
def list_clocks(request: ApiRequest, kind: str, id: UUID) -> list[dict[str, Any]]:
    """Those that run first; each with every stretch of time that counted or did not, which sum to what has elapsed."""
    return [_clock_out(one) for one in explained(clocks_of(_seen(request, kind, id)))]


@router.get("/targets/clocks/{kind}/{id}/what_if", response=list[WouldBeOut])
def what_if(
    request: ApiRequest, kind: str, id: UUID, priority: str = "", owner: str = "", policy: str = ""
) -> list[WouldBe]:
    """What would become of the open clocks; nothing is changed."""
    subject = _seen(request, kind, id)
    changes = {name: value for name, value in {"priority": priority, "owner": owner}.items() if value}
    return asking.what_if(subject, changes, policy=policy)


@router.get("/targets/forecast", response=ForecastOut)
def read_forecast(request: ApiRequest) -> dict[str, Any]:
    """The next 24 hours of the cases that the caller sees."""
    only_for(request.access, "agent", "lead")
    found = forecast(request.access)
    hours = [{"begins": one.begins, "due": one.due, "at_risk": one.at_risk} for one in found.hours]
    return {"hours": hours, "late": found.late}


@router.get("/targets/kept", response=list[KeptOut])
def list_kept_promises(request: ApiRequest, days: int = Query(DAYS, ge=1, le=366)) -> list[Kept]:  # type: ignore[type-arg]
    only_for(request.access, "lead", "administrator")
    return kept_promises(request.access, days=days)


@router.get("/targets/recomputes", response=list[RecomputeOut])
def list_recomputes(request: ApiRequest) -> "QuerySet[Recompute]":
    """Of the last ones how far they have come, the newest first."""
    only_for(request.access, "lead", "administrator")
    return Recompute.objects.all()[:20]


def _seen(request: ApiRequest, kind: str, id: UUID) -> Subject:
    adapter = subjects_of(kind)
    if adapter is None or not adapter.visible_ids(request.access).filter(id=id).exists():
        raise Missing(_("There is nothing of this kind that you may see."))
    return Subject(kind, id)


def _clock_out(one: Explained) -> dict[str, Any]:
    names = ("id", "kind", "number", "state", "policy_version", "target_seconds", "began_at", "ended_at", "due_at")
    said = {name: getattr(one.clock, name) for name in (*names, "left_seconds", "missed_at", "missed", "idle_seconds")}
    segments = [{"begin": each.begin, "end": each.end, "why": each.why, "name": each.name} for each in one.segments]
    return said | {"policy": one.policy, "elapsed_seconds": one.elapsed.total_seconds(), "segments": segments}


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

"""Calendars in and out, and how evenly a schedule is carried, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid, NotAllowed
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest

from .access import may_settle
from .actions import create_feed as creating_feed
from .actions import import_calendar as importing_calendar
from .actions import remove_calendar as removing_calendar
from .actions import revoke_feed as revoking_feed
from .api_swaps import herself
from .models import Calendar, Feed, Schedule
from .reads.schedule_quality import PERIODS, USUAL, schedule_quality

router = Router(tags=["On call"])


class FeedBody(Schema):
    schedule: str | None = Field(None, description="by slug or id; null: your own shifts of all")


class FeedOut(Schema):
    id: UUID
    schedule_id: UUID | None
    made_at: datetime


class MadeFeedOut(FeedOut):
    url: str = Field(description="shown once")


class CalendarBody(Schema):
    name: str
    url: str = Field("", description="read every hour; or")
    content: str = Field("", max_length=1_000_000, description="the text of the calendar itself (iCalendar)")
    priority: int = 0


class CalendarOut(Schema):
    id: UUID
    schedule_id: UUID
    name: str
    priority: int
    read_at: datetime | None
    error: str


class LoadOut(Schema):
    user_id: UUID
    hours: float
    nights: float
    weekends: float


class QualityOut(Schema):
    score: int
    hours: float
    gap_hours: float
    gap_share: float
    loads: list[LoadOut]


@router.get("/feeds", response=list[FeedOut])
def list_feeds(request: ApiRequest) -> Any:
    """Her own that are not revoked."""
    return Feed.objects.filter(holder=request.access.user_id, revoked_at=None)


@router.post("/feeds/create_feed", response={201: MadeFeedOut})
def create_feed(request: ApiRequest, body: FeedBody) -> dict[str, Any]:
    schedule = by_ref(Schedule.objects.all(), body.schedule, human="slug") if body.schedule else None
    feed, token = creating_feed.create_feed(holder=herself(request), schedule=schedule, by=request.access.actor)
    url = settings.BASE_URL + reverse("schedules:read_feed", args=[token])
    return {**FeedOut.from_orm(feed).dict(), "url": url}


@router.post("/feeds/{ref}/revoke_feed", response={204: None})
def revoke_feed(request: ApiRequest, ref: UUID) -> None:
    own = Feed.objects.filter(holder=request.access.user_id).select_related("holder")
    revoking_feed.revoke_feed(by_ref(own, str(ref)), by=request.access.actor)


@router.get("/schedules/{ref}/calendars", response=list[CalendarOut])
def list_calendars_of_schedule(request: ApiRequest, ref: str) -> Any:
    return by_ref(Schedule.objects.all(), ref, human="slug").calendars.all()


@router.post("/schedules/{ref}/import_calendar", response={201: CalendarOut})
def import_calendar(request: ApiRequest, ref: str, body: CalendarBody) -> Calendar:
    schedule = by_ref(Schedule.objects.select_related("team"), ref, human="slug")
    _only_leads(request, schedule)
    given = body.dict(exclude={"content"})
    content = body.content.encode(errors="replace")
    return importing_calendar.import_calendar(schedule, **given, content=content, by=request.access.actor)


@router.post("/calendars/{ref}/remove_calendar", response={204: None})
def remove_calendar(request: ApiRequest, ref: UUID) -> None:
    calendar = by_ref(Calendar.objects.select_related("schedule__team"), str(ref))
    _only_leads(request, calendar.schedule)
    removing_calendar.remove_calendar(calendar, by=request.access.actor)


@router.get("/schedules/{ref}/quality", response=QualityOut)
def read_schedule_quality(request: ApiRequest, ref: str, weeks: int = Query(USUAL)) -> dict[str, Any]:  # type: ignore[type-arg]
    """Hours in gaps, and by person, over the weeks to come."""
    if weeks not in PERIODS:
        raise Invalid({"weeks": _("One of 4, 12, 26 and 52.")})
    found = schedule_quality(by_ref(Schedule.objects.all(), ref, human="slug"), weeks)
    loads = [
        {"user_id": load.person.id, "hours": load.hours, "nights": load.nights, "weekends": load.weekends}
        for load in found.loads
    ]
    names = ("score", "hours", "gap_hours", "gap_share")
    return {name: getattr(found, name) for name in names} | {"loads": loads}


def _only_leads(request: ApiRequest, schedule: Schedule) -> None:
    if not may_settle(request.access, schedule):
        raise NotAllowed("Only administrators and leads of the team change its schedules.")

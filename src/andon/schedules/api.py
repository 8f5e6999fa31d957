"""Schedules, overrides, and who is on call, for programs."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from andon.kit import clock
from andon.kit.errors import NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import Team, User

from .access import may_settle_for, may_swap
from .actions import override_shift as overriding_shift
from .actions import put_schedule as putting_schedule
from .actions import remove_override as removing_override
from .models import Override, Schedule
from .reads.rota import rota
from .rules.calendar import Span

router = Router(tags=["On call"])


class ScheduleBody(Schema):
    slug: str = Field(description="an existing one is changed")
    name: str
    team: str = Field(description="by slug or id")
    members: list[str] = Field(max_length=100, description="users by e-mail address or id, in the order of their turns")
    starts_at: AwareDatetime = Field(description="when the first turn begins; later ones keep its wall clock")
    turn_days: int = 7
    time_zone: str = "UTC"


class ScheduleOut(Schema):
    id: UUID
    slug: str
    name: str
    team_id: UUID
    time_zone: str


class OverrideBody(Schema):
    user: str = Field(description="by e-mail address or id")
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class OverrideOut(Schema):
    id: UUID
    schedule_id: UUID
    user_id: UUID
    starts_at: datetime
    ends_at: datetime


class ShiftOut(Schema):
    """`user_id` null: nobody is on call."""

    user_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    covers: bool = Field(description="put in by an override")


class DutyOut(ScheduleOut):
    user_id: UUID | None = Field(description="who is on call now; null: nobody")
    shifts: list[ShiftOut]


@router.get("/schedules", response=Page[ScheduleOut])
def list_schedules(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Schedule.objects.all(), "slug", window=window)


@router.get("/schedules/{ref}", response=ScheduleOut)
def read_schedule(request: ApiRequest, ref: str) -> Schedule:
    return _schedule(ref)


@router.post("/schedules/put_schedule", response=ScheduleOut)
def put_schedule(request: ApiRequest, body: ScheduleBody) -> Schedule:
    team = by_ref(Team.objects.all(), body.team, human="slug")
    known = Schedule.objects.select_related("team").filter(slug=body.slug).first()
    for concerned in {team, known.team if known else team}:
        if not may_settle_for(request.access, concerned):
            raise NotAllowed("Only administrators and leads of the team change its schedules.")
    members = [_user(ref) for ref in body.members]
    given = body.dict(exclude={"team", "members"})
    return putting_schedule.put_schedule(**given, team=team, members=members, by=request.access.actor)


@router.get("/on_call", response=list[DutyOut])
def list_on_call(request: ApiRequest, days: int = Query(14, ge=1, le=90)) -> list[dict[str, Any]]:  # type: ignore[type-arg]
    """Every schedule with who is on call now, and the shifts of the days to come, gaps included."""
    now = clock.now()
    return [
        {
            **ScheduleOut.from_orm(lane.schedule).dict(),
            "user_id": lane.current.user and lane.current.user.id,
            "shifts": [
                {
                    "user_id": one.user and one.user.id,
                    "starts_at": one.starts_at,
                    "ends_at": one.ends_at,
                    "covers": one.covers,
                }
                for one in lane.stretches
            ],
        }
        for lane in rota(Span(now, now + timedelta(days=days)), now)
    ]


@router.get("/schedules/{ref}/overrides", response=list[OverrideOut])
def list_overrides(request: ApiRequest, ref: str) -> Any:
    """Those that are not over."""
    return _schedule(ref).overrides.filter(ends_at__gt=clock.now()).order_by("starts_at", "id")


@router.post("/schedules/{ref}/override_shift", response={201: OverrideOut})
def override_shift(request: ApiRequest, ref: str, body: OverrideBody) -> Override:
    schedule = _schedule(ref)
    _only_the_team(request, schedule)
    given = body.dict(exclude={"user"})
    return overriding_shift.override_shift(schedule, user=_user(body.user), **given, by=request.access.actor)


@router.post("/overrides/{ref}/remove_override", response={204: None})
def remove_override(request: ApiRequest, ref: UUID) -> None:
    override = by_ref(Override.objects.select_related("schedule__team"), str(ref))
    _only_the_team(request, override.schedule)
    removing_override.remove_override(override, by=request.access.actor)


def _only_the_team(request: ApiRequest, schedule: Schedule) -> None:
    if not may_swap(request.access, schedule):
        raise NotAllowed("Only the team of this schedule, and administrators, put somebody on call.")


def _schedule(ref: str) -> Schedule:
    return by_ref(Schedule.objects.select_related("team"), ref, human="slug")


def _user(ref: str) -> User:
    return by_ref(User.objects.filter(is_active=True), ref, human="email")

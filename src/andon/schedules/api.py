"""Schedules, overrides, and who is on call, for programs."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import AwareDatetime

from andon.kit import clock
from andon.kit.errors import Invalid, NotAllowed
from andon.kit.moments import check_moment
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import Team, User

from .access import may_settle, may_settle_for, may_swap
from .actions import fix_shifts as fixing_shifts
from .actions import override_shift as overriding_shift
from .actions import put_layers as putting_layers
from .actions import put_schedule as putting_schedule
from .actions import remove_override as removing_override
from .actions import unfix_shifts as unfixing_shifts
from .api_calendars import router as calendars
from .api_swaps import router as swaps
from .layer_in import LayerIn
from .models import FixedSpan, Override, Schedule
from .reads.open_schedule import open_schedule
from .reads.plans import load_schedules, plan_of
from .rules.final import Watch, final_schedule, gaps
from .shapes import (
    DutyOut,
    FinalOut,
    FixedSpanBody,
    FixedSpanOut,
    FullScheduleOut,
    LayerBody,
    LayersBody,
    OverrideBody,
    OverrideOut,
    ScheduleBody,
    ScheduleOut,
    layer_out,
)

router = Router(tags=["On call"])
router.add_router("", calendars)
router.add_router("", swaps)
LONGEST = timedelta(days=366)


@router.get("/schedules", response=Page[ScheduleOut])
def list_schedules(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Schedule.objects.all(), "slug", window=window)


@router.get("/schedules/{ref}", response=FullScheduleOut)
def read_schedule(request: ApiRequest, ref: str) -> dict[str, Any]:
    found, layers = open_schedule(find_schedule(ref))
    return {**ScheduleOut.from_orm(found).dict(), "layers": [layer_out(layer, says) for layer, says in layers]}


@router.post("/schedules/put_schedule", response=ScheduleOut)
def put_schedule(request: ApiRequest, body: ScheduleBody) -> Schedule:
    """What it said until now stays so; without `starts_at` and `layers` its layers stay as they are."""
    team = by_ref(Team.objects.all(), body.team, human="slug")
    known = Schedule.objects.select_related("team").filter(slug=body.slug).first()
    for concerned in {team, known.team if known else team}:
        if not may_settle_for(request.access, concerned):
            raise NotAllowed("Only administrators and leads of the team change its schedules.")
    given = body.dict(exclude={"team", "members", "layers"})
    members = [find_user(ref) for ref in body.members]
    layers = None if body.layers is None else _layers(body.layers)
    return putting_schedule.put_schedule(**given, team=team, members=members, layers=layers, by=request.access.actor)


@router.post("/schedules/{ref}/put_layers", response=FullScheduleOut)
def put_layers(request: ApiRequest, ref: str, body: LayersBody) -> dict[str, Any]:
    """These are its layers from `holds_from` on; those left out end then."""
    schedule = find_schedule(ref)
    if not may_settle(request.access, schedule):
        raise NotAllowed("Only administrators and leads of the team change its schedules.")
    layers = _layers(body.layers)
    putting_layers.put_layers(schedule, layers=layers, holds_from=body.holds_from, by=request.access.actor)
    return read_schedule(request, ref)


@router.get("/on_call", response=list[DutyOut])
def list_on_call(request: ApiRequest, days: int = Query(14, ge=1, le=90)) -> list[dict[str, Any]]:  # type: ignore[type-arg]
    """Every schedule with who is on call now and next, and the shifts of the days to come, gaps included."""
    now = clock.now()
    return [_duty(one, now, now + timedelta(days=days)) for one in load_schedules(Schedule.objects.all(), now)]


@router.get("/schedules/{ref}/final", response=FinalOut)
def read_final_schedule(
    request: ApiRequest, ref: str, starts_at: AwareDatetime, ends_at: AwareDatetime
) -> dict[str, Any]:
    """Who is (or was) on call from one instant to another, at most a year."""
    check_moment(starts_at, "starts_at")
    if not starts_at < check_moment(ends_at, "ends_at") <= starts_at + LONGEST:
        raise Invalid({"ends_at": _("The window ends after it begins, at most a year later.")})
    (schedule,) = load_schedules(Schedule.objects.filter(pk=find_schedule(ref).pk), starts_at)
    found = final_schedule(plan_of(schedule), starts_at, ends_at)
    times = {"schedule_id": schedule.id, "starts_at": starts_at, "ends_at": ends_at}
    return {**times, "shifts": list(map(shift_out, found)), "gaps": list(map(shift_out, gaps(found)))}


@router.get("/schedules/{ref}/overrides", response=list[OverrideOut])
def list_overrides(request: ApiRequest, ref: str) -> Any:
    """Those that are not over."""
    return find_schedule(ref).overrides.filter(ends_at__gt=clock.now()).order_by("starts_at", "id")


@router.post("/schedules/{ref}/override_shift", response={201: OverrideOut})
def override_shift(request: ApiRequest, ref: str, body: OverrideBody) -> Override:
    schedule = find_schedule(ref)
    only_the_team(request, schedule)
    given = body.dict(exclude={"user", "remove"})
    user, remove = (find_user(ref) if ref else None for ref in (body.user, body.remove))
    return overriding_shift.override_shift(schedule, **given, user=user, remove=remove, by=request.access.actor)


@router.post("/overrides/{ref}/remove_override", response={204: None})
def remove_override(request: ApiRequest, ref: UUID) -> None:
    override = by_ref(Override.objects.select_related("schedule__team"), str(ref))
    only_the_team(request, override.schedule)
    removing_override.remove_override(override, by=request.access.actor)


@router.get("/schedules/{ref}/fixed_spans", response=list[FixedSpanOut])
def list_fixed_spans(request: ApiRequest, ref: str) -> Any:
    """Times whose shifts are fixed, those that are not over."""
    return find_schedule(ref).fixed_spans.filter(ends_at__gt=clock.now())


@router.post("/schedules/{ref}/fix_shifts", response={201: FixedSpanOut})
def fix_shifts(request: ApiRequest, ref: str, body: FixedSpanBody) -> FixedSpan:
    """For this time these shifts stand instead of the layers; what they leave open is a gap."""
    schedule = find_schedule(ref)
    only_the_team(request, schedule)
    shifts = [
        fixing_shifts.FixedShiftIn(user=find_user(one.user), starts_at=one.starts_at, ends_at=one.ends_at)
        for one in body.shifts
    ]
    given = body.dict(exclude={"shifts"})
    return fixing_shifts.fix_shifts(schedule, **given, shifts=shifts, by=request.access.actor)


@router.post("/fixed_spans/{ref}/unfix_shifts", response={204: None})
def unfix_shifts(request: ApiRequest, ref: UUID) -> None:
    span = by_ref(FixedSpan.objects.select_related("schedule__team"), str(ref))
    only_the_team(request, span.schedule)
    unfixing_shifts.unfix_shifts(span, by=request.access.actor)


def only_the_team(request: ApiRequest, schedule: Schedule) -> None:
    if not may_swap(request.access, schedule):
        raise NotAllowed("Only the team of this schedule, and administrators, put somebody on call.")


def find_schedule(ref: str) -> Schedule:
    return by_ref(Schedule.objects.select_related("team"), ref, human="slug")


def find_user(ref: str) -> User:
    return by_ref(User.objects.filter(is_active=True), ref, human="email")


def shift_out(watch: Watch[User]) -> dict[str, Any]:
    ids = [user.id for user in watch.people]
    first = ids[0] if ids else None
    return {
        "user_id": first, "user_ids": ids, "starts_at": watch.start, "ends_at": watch.end, "covers": watch.by_hand
    }  # fmt: skip


def _duty(schedule: Schedule, now: Any, end: Any) -> dict[str, Any]:
    watches = final_schedule(plan_of(schedule), now, end)
    shifts = list(map(shift_out, watches))
    first = shifts[0]
    coming = (one["user_ids"] for one in shifts if one["user_ids"] and set(one["user_ids"]) != set(first["user_ids"]))
    out = ScheduleOut.from_orm(schedule).dict()
    found = {"user_id": first["user_id"], "user_ids": first["user_ids"], "next_user_ids": next(coming, [])}
    return {**out, **found, "shifts": shifts}


def _layers(given: Iterable[LayerBody]) -> list[LayerIn]:
    bodies = list(given)
    users = {ref: find_user(ref) for body in bodies for turn in body.turns for ref in turn}
    return [body.given(users) for body in bodies]

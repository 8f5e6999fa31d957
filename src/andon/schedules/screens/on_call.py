"""Who is on call now and in the coming two weeks, and taking a shift (everybody sees it; the team changes it)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from andon.kit import clock
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_swap
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.remove_override import remove_override
from andon.schedules.forms import OverrideForm
from andon.schedules.models import Override, Schedule
from andon.schedules.reads.rota import Lane, rota
from andon.schedules.rules.calendar import days_of, months_of, whole_days
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot

DAYS = 14
MOST_CHANGES = 20


@require_GET
@for_roles()
def on_call(request: StaffRequest) -> HttpResponse:
    return _show(request)


@require_POST
@for_roles()
def override(request: StaffRequest) -> HttpResponse:
    """Times are the reader's, or carry their own zone ("I take this shift")."""
    form = OverrideForm(request.POST, schedules=_swappable(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            override_shift(
                given["schedule"],
                user=given["user"],
                starts_at=given["starts_at"],
                ends_at=given["ends_at"],
                by=request.access.actor,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("schedules:on_call")
    return _show(request, form)


@require_POST
@for_roles()
def take_away(request: StaffRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Override.objects.select_related("schedule__team"), id=id)
    if not may_swap(request.access, found.schedule):
        raise PermissionDenied
    remove_override(found, by=request.access.actor)
    return redirect("schedules:on_call")


def _show(request: StaffRequest, form: OverrideForm | None = None) -> HttpResponse:
    zone, now = _zone(), clock.now()
    span = whole_days(now, zone, DAYS)
    swappable = _swappable(request)
    own = set(swappable.values_list("id", flat=True))
    # The reader's own rotations stand first, then the others by name.
    lanes = sorted(rota(span, now), key=lambda lane: lane.schedule.id not in own)
    changes = _changes(lanes)
    days = days_of(span, now, zone)
    beyond = render_slot("on_call.schedule", [lane.schedule.subject for lane in lanes], request)
    context: dict[str, Any] = {
        "lanes": [(lane, beyond[lane.schedule.subject], lane.schedule.id in own) for lane in lanes],
        "loud": render_slot("on_call.notice", [request.user.subject], request)[request.user.subject],
        "acts": render_slot("on_call.actions", [request.user.subject], request)[request.user.subject],
        "days": days,
        "months": months_of(days),
        "now_x": span.x(now),
        "changes": changes[:MOST_CHANGES],
        "more_changes": max(0, len(changes) - MOST_CHANGES),
        "gaps": sorted((gap for lane in lanes for gap in lane.gaps), key=lambda gap: gap.starts_at),
        "swaps": sorted((one for lane in lanes for one in lane.overrides), key=lambda one: one.starts_at),
        "zone": zone.key,
        "now": now,
        "mine": own,
        "may_settle": request.access.has("administrator", "lead"),
        "form": form or OverrideForm(schedules=swappable, initial=_tonight(now, zone) | {"user": request.user.id}),
    }
    return render(request, "schedules/on_call.html", context, status=422 if form and form.errors else 200)


def _changes(lanes: list[Lane]) -> list[tuple[Any, Any]]:
    """Each coming hand-over with the stretch before it, the next one first."""
    found = [
        (before, after)
        for lane in lanes
        for before, after in zip(lane.stretches, lane.stretches[1:], strict=False)
        if after.starts_at > lane.now
    ]
    return sorted(found, key=lambda change: change[1].starts_at)


def _swappable(request: StaffRequest) -> QuerySet[Schedule]:
    schedules = Schedule.objects.all()
    if request.access.has("administrator") or request.access.everywhere("agent", "responder", "lead"):
        return schedules
    return schedules.filter(team__in=request.access.teams("agent", "responder", "lead"))


def _tonight(now: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    begins = now.astimezone(zone).replace(hour=18, minute=0, second=0, microsecond=0)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=15)}


def _zone() -> ZoneInfo:
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")

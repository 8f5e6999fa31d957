"""Rotations: who takes turns, when they hand over, in which zone (administrators, and leads for their teams)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_settle, may_settle_for
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.forms import ScheduleForm
from andon.schedules.models import Schedule
from andon.schedules.reads.rota import rota
from andon.schedules.rules.calendar import whole_days
from andon.ui.faults import show_refusal

ROLES = ("administrator", "lead")
SPARE_PLACES = 3


@require_GET
@for_roles(*ROLES)
def schedules(request: StaffRequest) -> HttpResponse:
    now = clock.now()
    lanes = rota(whole_days(now, ZoneInfo("UTC"), 14), now)
    members = Schedule.objects.prefetch_related("rotations__members__user").in_bulk()
    rows = [(lane, members[lane.schedule.id], may_settle(request.access, members[lane.schedule.id])) for lane in lanes]
    return render(request, "schedules/schedules.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def new_schedule(request: StaffRequest) -> HttpResponse:
    first = {"time_zone": timezone.get_current_timezone_name(), "begins": timezone.localdate(), "at": "09:00"}
    form = ScheduleForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        if Schedule.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("This short name is taken. Choose another one."))
        elif _put(request, form, form.cleaned_data["slug"]):
            return redirect("schedules:schedules")
    return render(request, "schedules/schedule.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def schedule(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Schedule.objects.prefetch_related("rotations__members__user"), slug=slug)
    if not may_settle(request.access, found):
        raise PermissionDenied
    given = _given(found)
    places = sum(name.startswith("member_") for name in given) + SPARE_PLACES
    form = ScheduleForm(request.POST or None, initial=given, places=places, is_new=False)
    if request.method == "POST" and form.is_valid() and _put(request, form, found.slug):
        return redirect("schedules:schedules")
    context = {"form": form, "schedule": found}
    return render(request, "schedules/schedule.html", context, status=422 if form.errors else 200)


def _put(request: StaffRequest, form: ScheduleForm, slug: str) -> bool:
    given = form.cleaned_data
    try:
        if not may_settle_for(request.access, given["team"]):
            raise Invalid({"team": _("You lead another team. Choose one that you lead.")})
        put_schedule(
            slug=slug,
            name=given["name"],
            team=given["team"],
            members=given["members"],
            starts_at=given["starts_at"],
            turn_days=given["turn_days"],
            time_zone=given["time_zone"],
            by=request.access.actor,
        )
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _given(found: Schedule) -> dict[str, Any]:
    """What the form shows of a schedule: its first rotation, in its own zone."""
    given: dict[str, Any] = {"name": found.name, "team": found.team_id, "time_zone": found.time_zone}
    rotation = found.rotations.first()
    if rotation is not None:
        begins = rotation.starts_at.astimezone(ZoneInfo(found.time_zone))
        given |= {"begins": begins.date(), "at": begins.time(), "turn_days": rotation.turn_days}
        given |= {f"member_{place}": member.user_id for place, member in enumerate(rotation.members.all())}
    return given

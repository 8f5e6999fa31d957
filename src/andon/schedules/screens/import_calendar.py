"""Somebody else's calendar as a layer that is only read (administrators, and leads for their teams)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.kit import clock
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_settle
from andon.schedules.actions.import_calendar import import_calendar
from andon.schedules.actions.remove_calendar import remove_calendar
from andon.schedules.forms import CalendarForm
from andon.schedules.models import Calendar, CalendarShift, Schedule
from andon.schedules.reading_ics import MOST_BYTES
from andon.ui.faults import show_refusal

from .schedule import ROLES

MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def bring_in(request: StaffRequest, slug: str) -> HttpResponse:
    schedule = get_object_or_404(Schedule.objects.select_related("team"), slug=slug)
    if not may_settle(request.access, schedule):
        raise PermissionDenied
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        content = file.read(MOST_BYTES + 1) if file else b""
        try:
            import_calendar(schedule, **given, content=content, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("schedules:import_calendar", slug=slug)
    return _show(request, schedule, form)


@require_POST
@for_roles(*ROLES)
def remove(request: StaffRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Calendar.objects.select_related("schedule__team"), id=id)
    if not may_settle(request.access, found.schedule):
        raise PermissionDenied
    remove_calendar(found, by=request.access.actor)
    return redirect("schedules:import_calendar", slug=found.schedule.slug)


def _show(request: StaffRequest, schedule: Schedule, form: CalendarForm) -> HttpResponse:
    coming = CalendarShift.objects.filter(calendar__schedule=schedule, ends_at__gt=clock.now())
    unmatched = coming.filter(user=None).select_related("calendar")
    context = {
        "schedule": schedule,
        "form": form,
        "calendars": schedule.calendars.all(),
        "known": coming.exclude(user=None).count(),
        "unmatched": unmatched[:MOST_SHOWN],
        "unmatched_count": unmatched.count(),
    }
    return render(request, "schedules/import_calendar.html", context, status=422 if form.errors else 200)

"""When we are open: the calendars, and one of them (leads and administrators)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.targets.actions.change_target_settings import change_target_settings
from andon.targets.actions.delete_calendar import delete_calendar
from andon.targets.actions.put_calendar import CalendarIn, put_calendar, refuse_taken
from andon.targets.forms import CalendarForm, SettingsForm, as_controls
from andon.targets.models import BusinessCalendar, Recompute, TargetSettings
from andon.targets.reads.hours_of import hours_of
from andon.targets.reads.strip import strip
from andon.ui.faults import show_refusal

settles = for_roles("lead", "administrator")


@require_GET
@settles
def calendars(request: StaffRequest) -> HttpResponse:
    return _list(request)


@require_POST
@settles
def change_settings(request: StaffRequest) -> HttpResponse:
    form = SettingsForm(request.POST)
    if form.is_valid():
        change_target_settings(**form.cleaned_data, by=request.access.actor)
        return redirect("targets:calendars")
    return _list(request, form)


@require_http_methods(["GET", "POST"])
@settles
def new_calendar(request: StaffRequest) -> HttpResponse:
    first = {f"day_{day}": "09:00-17:00" for day in ("mon", "tue", "wed", "thu", "fri")} | {"zone": "UTC"}
    form = CalendarForm(request.POST or None, initial=first, this_year=clock.now().year)
    if request.method == "POST" and form.is_valid() and (made := _put(request, form, form.cleaned_data["slug"])):
        return redirect("targets:calendar", made.slug)
    return render(request, "targets/calendar.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@settles
def calendar(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(BusinessCalendar, slug=slug)
    year = clock.now().year
    form = CalendarForm(request.POST or None, calendar=found, this_year=year, initial=CalendarForm.shown(found, year))
    if request.method == "POST" and form.is_valid() and _put(request, form, found.slug):
        return redirect("targets:calendar", found.slug)
    found.refresh_from_db()
    context = {"form": form, "calendar": found, "days": strip(hours_of(found), clock.now())}
    return render(request, "targets/calendar.html", context, status=422 if form.errors else 200)


@require_POST
@settles
def delete(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(BusinessCalendar, slug=slug)
    try:
        delete_calendar(found, by=request.access.actor)
    except Refused as no:
        return _list(request, fault=no.message)
    return redirect("targets:calendars")


def _put(request: StaffRequest, form: CalendarForm, slug: str) -> BusinessCalendar | None:
    try:
        if form.calendar is None:
            refuse_taken(slug)
        return put_calendar(CalendarIn(slug=slug, **form.given()), by=request.access.actor)
    except Refused as no:
        show_refusal(form, as_controls(no) if isinstance(no, Invalid) else no)
        return None


def _list(request: StaffRequest, form: SettingsForm | None = None, fault: str = "") -> HttpResponse:
    now = clock.now()
    settings = TargetSettings.objects.first() or TargetSettings()
    initial = {"when_calendar_changes": settings.when_calendar_changes}
    context = {
        "rows": [(one, strip(hours_of(one), now)) for one in BusinessCalendar.objects.all()],
        "form": form or SettingsForm(initial=initial),
        "run": Recompute.objects.filter(ended_at=None).first(),
        "fault": fault,
    }
    return render(request, "targets/calendars.html", context, status=422 if fault or (form and form.errors) else 200)

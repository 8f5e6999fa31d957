"""For a while fixed shifts instead of the layers: over a fair, over the holidays (the team)."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_swap
from andon.schedules.actions.fix_shifts import fix_shifts
from andon.schedules.actions.unfix_shifts import unfix_shifts
from andon.schedules.forms_fixed import FixedShiftsForm
from andon.schedules.models import FixedSpan, Schedule
from andon.ui.faults import show_refusal

MOST_NAMED = 3


@require_http_methods(["GET", "POST"])
@for_roles()
def fix(request: StaffRequest, slug: str) -> HttpResponse:
    """Times are the reader's."""
    schedule = get_object_or_404(Schedule.objects.select_related("team"), slug=slug)
    if not may_swap(request.access, schedule):
        raise PermissionDenied
    form = FixedShiftsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_meant(form):
        given = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "reason")}
        try:
            fix_shifts(schedule, **given, shifts=form.shifts(), by=request.access.actor)
        except Invalid as invalid:
            show_refusal(form, Invalid({form.place_of(name): said for name, said in invalid.faults.items()}))
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Fixed. The layers count again afterwards."))
            return redirect("schedules:fix_shifts", slug=slug)
    spans = schedule.fixed_spans.filter(ends_at__gt=clock.now()).prefetch_related("shifts__user")
    context = {"schedule": schedule, "form": form, "spans": spans}
    context["asks"] = bool(form["leaves_open"].errors or form["leaves_open"].value())
    return render(request, "schedules/fixed_shifts.html", context, status=422 if form.errors else 200)


def _is_meant(form: FixedShiftsForm) -> bool:
    """What no shift covers is nobody's: it is asked first, with the first times of it. What is wrong is said below."""
    said = form.cleaned_data
    found = form.holes() if said["starts_at"] < said["ends_at"] and not said["leaves_open"] else []
    if found:
        times = ", ".join(f"{_moment(one.start)} – {_moment(one.end)}" for one in found[:MOST_NAMED])
        form.add_error("leaves_open", _("Nobody would be on call: %(times)s.") % {"times": times})
    return not found


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "D j M, H:i")


@require_POST
@for_roles()
def unfix(request: StaffRequest, id: UUID) -> HttpResponse:
    span = get_object_or_404(FixedSpan.objects.select_related("schedule__team"), id=id)
    if not may_swap(request.access, span.schedule):
        raise PermissionDenied
    unfix_shifts(span, by=request.access.actor)
    return redirect("schedules:fix_shifts", slug=span.schedule.slug)

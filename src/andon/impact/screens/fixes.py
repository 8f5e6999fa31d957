"""Noting that a fix is out, and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andon.impact.actions.note_fix import note_fix as noting
from andon.impact.actions.take_fix_back import take_fix_back as taking_back
from andon.impact.forms import FixForm
from andon.impact.models import Fix
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead", "responder")
def note_fix(request: StaffRequest, ref: str) -> HttpResponse:
    found, form = incident_or_404(request, ref, for_work=True), FixForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            noting(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("From now on the curve says whether it works."))
            return redirect("incidents:incident", found.ref)
    context = {"incident": found, "form": form}
    return render(request, "impact/note_fix.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("agent", "lead", "responder")
def take_fix_back(request: StaffRequest, ref: str, fix: str) -> HttpResponse:
    found = incident_or_404(request, ref, for_work=True)
    taking_back(get_object_or_404(Fix, incident=found, id=fix), by=request.access.actor)
    return redirect("incidents:incident", found.ref)


def incident_or_404(request: StaffRequest, ref: str, *, for_work: bool = False) -> Incident:
    try:
        return find_incident(ref, request.access, for_work=for_work)
    except Missing:
        raise Http404 from None

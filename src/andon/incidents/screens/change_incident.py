"""What is said and done about an incident as a whole."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andon.incidents.actions.edit_incident import edit_incident as editing
from andon.incidents.actions.mitigate_incident import mitigate_incident as mitigating
from andon.incidents.actions.reopen_incident import reopen_incident as reopening
from andon.incidents.actions.resolve_incident import resolve_incident as resolving
from andon.incidents.actions.set_eta import set_eta as setting_eta
from andon.incidents.actions.set_severity import set_severity as setting_severity
from andon.incidents.actions.take_duty import take_duty as taking_duty
from andon.incidents.forms import DutyForm, EtaForm, IncidentForm, SeverityForm
from andon.incidents.forms_outcome import ResolveForm
from andon.incidents.gates import held_back
from andon.incidents.models import Incident
from andon.incidents.readers import may_tell
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .incident import found_or_404, show_incident


@require_POST
@for_roles("agent", "lead", "responder")
def set_severity(request: StaffRequest, ref: str) -> HttpResponse:
    found, form = found_or_404(request, ref, for_work=True), SeverityForm(request.POST, auto_id="severity-%s")
    if form.is_valid():
        setting_severity(found, severity=form.cleaned_data["severity"], by=request.access.actor)
        return _back(found)
    return show_incident(request, found, severity_form=form)


@require_POST
@for_roles("agent", "lead", "responder")
def set_eta(request: StaffRequest, ref: str) -> HttpResponse:
    found, form = found_or_404(request, ref, for_work=True), EtaForm(request.POST, auto_id="eta-%s")
    if form.is_valid():
        try:
            setting_eta(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _back(found)
    return show_incident(request, found, eta_form=form)


@require_POST
@for_roles("agent", "lead", "responder")
def take_duty(request: StaffRequest, ref: str) -> HttpResponse:
    """Without a named user: the one who presses."""
    found = found_or_404(request, ref, for_work=True)
    given = request.POST if "user" in request.POST else {**request.POST.dict(), "user": str(request.user.pk)}
    form = DutyForm(given, auto_id="duty-%s")
    if form.is_valid():
        taking_duty(found, **form.cleaned_data, by=request.access.actor)
        return _back(found)
    return show_incident(request, found, duty_form=form)


@require_POST
@for_roles("agent", "lead", "responder")
def mitigate_incident(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    try:
        mitigating(found, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return _back(found)


@require_POST
@for_roles("agent", "lead", "responder")
def resolve_incident(request: StaffRequest, ref: str) -> HttpResponse:
    """Where something holds it back and no reason is given, a screen of its own says what, and asks for it."""
    found = found_or_404(request, ref, for_work=True)
    form = ResolveForm(request.POST, access=request.access, incident=found, held=True)
    if form.is_valid():
        try:
            resolving(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            said = _("%(ref)s is resolved. Write the last update, so that its customers know.")
            messages.success(request, said % {"ref": found.ref})
            return _back(found)
    context = {"incident": found, "form": form, "held": held_back(found)}
    return render(request, "incidents/resolve_incident.html", context, status=422)


@require_POST
@for_roles("agent", "lead", "responder")
def reopen_incident(request: StaffRequest, ref: str) -> HttpResponse:
    return _back(reopening(found_or_404(request, ref, for_work=True), by=request.access.actor))


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead", "responder")
def edit_incident(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    form: BaseForm = IncidentForm(request.POST or None, initial=_as_typed(found), tells=may_tell(request.access))
    if request.method == "POST" and form.is_valid():
        try:
            editing(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _back(found)
    context = {"incident": found, "form": form}
    return render(request, "incidents/edit_incident.html", context, status=422 if form.errors else 200)


def _as_typed(found: Incident) -> dict[str, object]:
    typed: dict[str, object] = {name: getattr(found, name) for name in IncidentForm.base_fields}
    if found.next_update_at:
        typed["next_update_at"] = timezone.localtime(found.next_update_at)
    return typed


def _back(found: Incident) -> HttpResponse:
    return redirect("incidents:incident", found.ref)

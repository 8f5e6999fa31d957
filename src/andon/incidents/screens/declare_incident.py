"""Declaring an incident: from chosen cases (?case=C-1&case=C-2), from an alert (?alert=…), or by hand."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from andon.alerts.models import Alert
from andon.catalog.models import Service
from andon.incidents.actions.declare_incident import declare_incident as declaring
from andon.incidents.forms import DeclareForm
from andon.incidents.models import Incident
from andon.incidents.readers import may_tell
from andon.incidents.reads.cases_named import cases_named
from andon.incidents.reads.lantern import worst_first
from andon.incidents.reads.wakes import wakes
from andon.incidents.reads.would_page import would_page
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

MOST_TICKED = 100


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead", "responder")
def declare_incident(request: StaffRequest) -> HttpResponse:
    if "from" in request.POST:
        # Ticked in a list of cases: an address of its own, so that it can be looked at again.
        ticked = urlencode({"case": request.POST.getlist("case")[:MOST_TICKED]}, doseq=True)
        return redirect(f"{reverse('incidents:declare_incident')}?{ticked}")
    services = list(Service.objects.select_related("owner"))
    found = would_page(services)
    said = {id: wakes(one) for id, one in found.items()}
    links = request.access.has("agent", "lead")
    form = DeclareForm(
        request.POST or None, initial=_known(request), wakes=said, tells=may_tell(request.access), links=links
    )
    if request.method == "POST" and form.is_valid():
        declared = _declare(request, form)
        if declared:
            return redirect("incidents:incident", declared.ref)
    cases = cases_named(str(form["cases"].value() or ""), request.access).cases if links else []
    context = {
        "form": form,
        "cases": cases,
        "services": services,
        "running": worst_first(Incident.objects.workable_by(request.access).standing().order_by("-number")[:10]),
    }
    return render(request, "incidents/declare_incident.html", context, status=422 if form.errors else 200)


def _declare(request: StaffRequest, form: DeclareForm) -> Incident | None:
    given: dict[str, Any] = dict(form.cleaned_data)
    named = cases_named(given.pop("cases", request.POST.get("cases", "")), request.access)
    if named.fault:
        form.add_error("cases" if "cases" in form.fields else None, named.fault)
        return None
    services = [given.pop("service"), *given.pop("also", [])]
    alert = _alert(str(given.pop("alert") or ""), request)
    try:
        return declaring(**given, services=services, cases=named.cases, alert=alert, by=request.access.actor)
    except Refused as refused:
        show_refusal(form, refused)
        return None


def _known(request: StaffRequest) -> dict[str, Any]:
    """What the link that led here already says."""
    known: dict[str, Any] = {}
    if request.GET.getlist("case"):
        cases = cases_named(" ".join(request.GET.getlist("case")), request.access).cases
        known["cases"] = " ".join(case.ref for case in cases)
        known["title"] = cases[0].title if cases else ""
    if alert := _alert(request.GET.get("alert", ""), request):
        known |= {"alert": alert.id, "title": alert.summary[:200], "service": alert.service_id}
        known["severity"] = "critical" if alert.severity == "critical" else "major"
    return known


def _alert(id: str, request: StaffRequest) -> Alert | None:
    try:
        return Alert.objects.visible_to(request.access).select_related("service").filter(id=UUID(id)).first()
    except ValueError:
        return None

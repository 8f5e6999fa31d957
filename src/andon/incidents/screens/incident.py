"""One incident: how bad, who is on it, until when, whom it hurts, what was said; and everything that can be done."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.incidents.forms import CasesForm, DutyForm, EtaForm, LineForm, SeverityForm
from andon.incidents.forms_outcome import OutcomeForm, ResolveForm
from andon.incidents.gates import held_back
from andon.incidents.models import Hunch, Incident
from andon.incidents.models.incident import Severity
from andon.incidents.readers import classes_for
from andon.incidents.reads.event_words import what_happened
from andon.incidents.reads.find_incident import find_incident
from andon.incidents.reads.hit_by import hit_by
from andon.incidents.reads.line_of import line_of
from andon.incidents.reads.page_of import page_of
from andon.incidents.reads.rows import rows_of
from andon.incidents.reads.state_words import state_words
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.incidents.rules.line import line_choices
from andon.kit.errors import Missing
from andon.people.access import Access
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def incident(request: StaffRequest, ref: str) -> HttpResponse:
    return show_incident(request, found_or_404(request, ref))


def found_or_404(request: StaffRequest, ref: str, *, for_work: bool = False) -> Incident:
    try:
        return find_incident(ref, request.access, for_work=for_work)
    except Missing:
        raise Http404 from None


def show_incident(request: StaffRequest, found: Incident, **refused: BaseForm) -> HttpResponse:
    """The screen; with a form that was refused it stands open in its place, with status 422."""
    access = request.access
    classes = classes_for(found, access)
    (row,) = rows_of([found])
    hit = hit_by(found, access)
    told = render_slot("incident.case.told", [each.subject for each in hit.links], request)
    line = line_of(found, classes)
    acts = render_slot("incident.line.acts", [entry.subject for entry in line], request)
    context: dict[str, Any] = {
        "incident": found,
        "row": row,
        "state_words": state_words(found),
        "why": why_it_matters(found, hangs_on_it=False),
        "matters": render_slot("incident.matters", [found.subject], request)[found.subject],
        "tabs": render_slot("incident.tabs", [found.subject], request)[found.subject],
        "services": [link.service for link in found.service_links.select_related("service").order_by("service__name")],
        "alerts": [link.alert for link in found.alert_links.select_related("alert")],
        "page": page_of(found, access),
        "hit": hit,
        "cases": [(link, told[link.subject]) for link in hit.links],
        "line": [(entry, acts[entry.subject]) for entry in line],
        "reads_line": bool(classes),
        "happened": what_happened(found.subject, seen_by=classes | {"customer", "agents"}),
        "told": render_slot("incident.told", [found.subject], request)[found.subject],
        "acts": render_slot("incident.acts", [found.subject], request)[found.subject],
        "may_work": access.has("agent", "responder", "lead"),
        "may_link": access.has("agent", "lead"),
        "sees_inside": access.has("agent", "responder", "lead"),
        "my_kinds": {duty.kind for duty in found.duties.all() if duty.user_id == access.user_id},
        "severities": Severity.choices,
        "overrides": list(found.overrides.select_related("by")) if not found.is_standing else [],
    }
    if context["may_work"]:
        context["held"] = held_back(found) if found.is_standing else []
        context |= forms_of(found, classes, access.has("responder"))
        context |= _about_call(found, access, held=bool(context["held"]))
    context |= refused
    return render(request, "incidents/incident.html", context, status=422 if refused else 200)


def forms_of(found: Incident, classes: frozenset[str], is_engineer: bool) -> dict[str, BaseForm]:
    """Each form of the screen, not filled in yet."""
    first = "engineering" if is_engineer else "agents"
    return {
        "line_form": LineForm(classes=line_choices(classes), auto_id="line-%s", initial={"seen_by": first}),
        "eta_form": EtaForm(auto_id="eta-%s"),
        "severity_form": SeverityForm(auto_id="severity-%s", initial={"severity": found.severity}),
        "duty_form": DutyForm(auto_id="duty-%s"),
        "cases_form": CasesForm(auto_id="cases-%s"),
    }


def _about_call(found: Incident, access: Access, *, held: bool) -> dict[str, Any]:
    """Of an incident that an agent declared on a hunch: what became of it, and the way to her calls."""
    hunch = found.call
    context: dict[str, Any] = {
        "resolve_form": ResolveForm(auto_id="resolve-%s", access=access, incident=found, held=held)
    }
    if hunch is not None and not found.is_standing:
        known = {"outcome": hunch.outcome, "duplicate_of": hunch.duplicate_of.ref if hunch.duplicate_of else ""}
        context["outcome_form"] = OutcomeForm(auto_id="outcome-%s", access=access, required=True, initial=known)
    if hunch is not None and (hunch.user_id == access.user_id or access.has("lead")):
        context["sees_calls"] = Hunch.objects.visible_to(access).filter(id=hunch.id).exists()
    return context

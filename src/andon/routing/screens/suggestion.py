"""What is suggested for a case: accepted, corrected, dismissed, and taken back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.cases.forms_service import about_key
from andon.cases.models import Case
from andon.cases.screens.found import back, may_work_on, merged_meanwhile, workable_case
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.routing.actions import accept_suggestion as accepting
from andon.routing.actions import correct_suggestion as correcting
from andon.routing.actions import dismiss_suggestion as dismissing
from andon.routing.actions import undo_suggestion as undoing
from andon.routing.forms import CorrectForm
from andon.routing.models import Decision
from andon.routing.reads.suggestions import Suggestion, still_stands, suggestion_of
from andon.routing.rules.fields import CAPABILITY, PRIORITY, SERVICE, TEAM
from andon.ui.faults import show_refusal

serves = for_roles("agent", "lead")


@require_POST
@serves
def accept_suggestion(request: StaffRequest, ref: str) -> HttpResponse:
    case = workable_case(request, ref)
    return _act(request, case, lambda: accepting.accept_suggestion(case, by=request.access.actor))


@require_POST
@serves
def dismiss_suggestion(request: StaffRequest, ref: str) -> HttpResponse:
    case = workable_case(request, ref)
    return _act(request, case, lambda: dismissing.dismiss_suggestion(case, by=request.access.actor))


@require_http_methods(["GET", "POST"])
@serves
def correct_suggestion(request: StaffRequest, ref: str) -> HttpResponse:
    """Something else is chosen; what is suggested stands in the form already."""
    case = workable_case(request, ref)
    suggestion = suggestion_of(case)
    if request.method == "GET":
        if suggestion is None:
            return redirect("cases:case", case.ref)
        return _form(request, case, suggestion, CorrectForm(initial=_suggested(case, suggestion)))
    form = CorrectForm(request.POST)
    if said := merged_meanwhile(request, case):
        form.add_error(None, said)
    elif form.is_valid():
        try:
            decision = correcting.correct_suggestion(case, **form.given(), by=request.access.actor)
            return _after(request, case, decision)
        except Refused as no:
            show_refusal(form, no)
    return _form(request, case, suggestion, form)


@require_GET
@serves
def decided(request: StaffRequest, decision: UUID) -> HttpResponse:
    """After a case went to a team whose cases she does not see: what she did, and the way back."""
    found = get_object_or_404(Decision.objects.select_related("case__team"), id=decision, by=request.access.actor.key)
    context = {"decision": found, "case": found.case, "may_undo": _may_undo(found)}
    return render(request, "routing/decided.html", context)


@require_POST
@serves
def undo_suggestion(request: StaffRequest, decision: UUID) -> HttpResponse:
    """By whoever decided, also when the case is out of her sight by now, or by whoever may work on it."""
    found = get_object_or_404(Decision.objects.select_related("case"), id=decision)
    if found.by != request.access.actor.key and not may_work_on(request, found.case):
        raise PermissionDenied
    try:
        case = undoing.undo_suggestion(found, by=request.access.actor)
        messages.success(request, _("%(ref)s stands as before.") % {"ref": case.ref})
    except Refused as no:
        messages.error(request, no.message)
    seen = Case.objects.visible_to(request.access).filter(id=found.case_id).exists()
    return back(request, found.case) if seen else redirect("routing:decided", found.id)


def _act(request: StaffRequest, case: Case, act: Callable[[], Decision]) -> HttpResponse:
    if said := merged_meanwhile(request, case):
        messages.error(request, said)
        return back(request, case)
    try:
        return _after(request, case, act())
    except Refused as no:
        messages.error(request, no.message)
        return back(request, case)


def _after(request: StaffRequest, case: Case, decision: Decision) -> HttpResponse:
    """She may not see it any more, if it went to another team."""
    seen = Case.objects.visible_to(request.access).filter(id=case.id).exists()
    return back(request, case) if seen else redirect("routing:decided", decision.id)


def _may_undo(decision: Decision) -> bool:
    return decision.undone_at is None and still_stands(decision, decision.case)


def _suggested(case: Case, suggestion: Suggestion) -> dict[str, str]:
    labels = suggestion.labels
    service, capability = labels.get(SERVICE, case.service_id), labels.get(CAPABILITY, case.capability_id)
    if SERVICE in labels and CAPABILITY not in labels:
        capability = None
    return {
        "about": about_key(service, capability),
        "team": labels.get(TEAM, str(case.team_id or "")),
        "priority": labels.get(PRIORITY, case.priority),
    }


def _form(request: StaffRequest, case: Case, suggestion: Suggestion | None, form: CorrectForm) -> HttpResponse:
    context = {"form": form, "case": case, "suggestion": suggestion}
    return render(request, "routing/correct_suggestion.html", context, status=422 if form.errors else 200)

"""Asking the owners of all linked cases once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.incidents.screens.incident import found_or_404
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.actions.ask_question import ask_question as asking
from andon.questions.askers import may_ask
from andon.questions.forms import AskForm
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead", "responder")
def ask_question(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref)
    if not may_ask(found, request.access):
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            question = asking(found, form.given(), by=request.access.actor)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("It is asked. Answers come in as they are given."))
            return redirect("questions:question", found.ref, question.id)
    return _show(request, found, form)


def _show(request: StaffRequest, found: Incident, form: AskForm) -> HttpResponse:
    cases = [case for case in linked_cases(found) if case.is_running or case.status == "solved"]
    owners = {case.owner_id for case in cases if case.owner_id}
    context = {
        "incident": found,
        "form": form,
        "cases": len(cases),
        "owners": len(owners),
        "unowned": sum(1 for case in cases if case.owner_id is None),
    }
    return render(request, "questions/ask_question.html", context, status=422 if form.errors else 200)

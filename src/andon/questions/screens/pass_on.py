"""Passing a question on to the customer: with one press as it is proposed, or changed before it leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.actions.pass_to_customer import pass_to_customer
from andon.questions.forms import PassForm
from andon.questions.models import Ask
from andon.questions.passing import proposed, why_not
from andon.ui.faults import show_refusal

from .found import back, workable_ask


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def pass_on(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    """Pressed on the case nothing was typed, and the proposed words leave."""
    found = workable_ask(request, ref, id)
    if request.method == "GET":
        return _show(request, found, PassForm(initial={"body": proposed(found, found.through)}))
    form = PassForm(request.POST)
    if "body" in request.POST and not form.is_valid():
        return _show(request, found, form)
    try:
        pass_to_customer(found, by=request.access.actor, body=request.POST.get("body", ""))
    except Refused as no:
        if "body" in request.POST:
            show_refusal(form, no)
            return _show(request, found, form)
        messages.error(request, no.message)
    else:
        messages.success(request, _("The customer is asked. You can take the answer back for ten seconds."))
    return back(request, found.through)


def _show(request: StaffRequest, found: Ask, form: PassForm) -> HttpResponse:
    case = found.through
    context = {"ask": found, "case": case, "form": form, "why_not": why_not(found, case)}
    return render(request, "questions/pass_to_customer.html", context, status=422 if form.errors else 200)

"""Giving something for a case; above her limit it goes to a lead first, and that is said beforehand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.cases.models import Case
from andon.cases.screens.found import merged_meanwhile, workable_case
from andon.gestures.actions.give_gesture import give_gesture
from andon.gestures.forms import GiveForm
from andon.gestures.models import Gesture
from andon.gestures.money import money_words
from andon.gestures.reads.given_to import given_to
from andon.gestures.reads.limit_for import limit_for
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def give(request: StaffRequest, ref: str) -> HttpResponse:
    case = workable_case(request, ref)
    currency = case.account.currency if case.account else "EUR"
    initial = {"currency": currency, **filled_in(request)}
    form = GiveForm(request.POST if request.method == "POST" else None, initial=initial)
    if said := merged_meanwhile(request, case) if request.method == "POST" else "":
        form.add_error(None, said)
    elif request.method == "POST" and form.is_valid():
        try:
            given = give_gesture(case, by=request.access.actor, **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            return _to(request, case, given)
    limit = limit_for(request.access.actor, currency)
    context = {
        "case": case,
        "form": form,
        "limit": money_words(limit, currency),
        "unlimited": limit is None,
        "totals": given_to([case.account_id]).get(case.account_id, []) if case.account_id else [],
    }
    return render(request, "gestures/give_gesture.html", context, status=422 if form.errors else 200)


def filled_in(request: StaffRequest) -> dict[str, str]:
    """What a link to this form brings along; it is only shown, and checked as if she had typed it."""
    return {name: request.GET[name][:500] for name in ("amount", "currency", "why") if name in request.GET}


def _to(request: StaffRequest, case: Case, given: Gesture) -> HttpResponse:
    waits = given.obligation is None
    messages.success(request, _("A lead has to approve it.") if waits else _("It is noted, and owed until it is done."))
    return redirect("gestures:gesture", case.ref, given.id)

"""Escalating: one case by its dialog, several that are ticked, or a whole account with its running cases beside it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from andon.case_escalations.actions.escalate_account import escalate_account
from andon.case_escalations.actions.escalate_cases import MOST, escalate_cases
from andon.case_escalations.forms import EscalateForm, EscalateSelectedForm
from andon.case_escalations.models import CaseEscalation
from andon.cases.models import Case
from andon.cases.named import survivors_named, workable_all
from andon.cases.rules.references import read_reference
from andon.cases.screens.acts import by_dialog
from andon.customers.models import Account
from andon.customers.reads.find_account import find_account
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

agents = for_roles("agent", "lead")


@require_POST
@agents
def escalate_case(request: StaffRequest, ref: str) -> HttpResponse:
    """What is refused comes back in the dialog."""

    def act(case: Case, form: forms.Form) -> None:
        _say(request, escalate_cases([case], by=request.access.actor, **form.cleaned_data))

    return by_dialog(request, ref, "escalate_cases", act)


@require_http_methods(["GET", "POST"])
@agents
def escalate_selected(request: StaffRequest) -> HttpResponse:
    if "from" in request.POST:
        # Ticked in a list of cases: an address of its own, so that it can be looked at again.
        ticked = urlencode({"case": request.POST.getlist("case")[:MOST]}, doseq=True)
        return redirect(f"{reverse('case_escalations:escalate_selected')}?{ticked}")
    form = EscalateSelectedForm(
        request.POST or None, initial={"cases": " ".join(_refs(request, request.GET.getlist("case")))}
    )

    def act() -> HttpResponse:
        cases = _named(request, form.cleaned_data["cases"].replace(",", " ").split())
        _say(request, escalate_cases(cases, by=request.access.actor, **_without(form, "cases")))
        return redirect("case_escalations:escalations")

    return _tried(request, form, act) or render(
        request, "case_escalations/escalate_selected.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@agents
def escalate_account_screen(request: StaffRequest, ref: str) -> HttpResponse:
    account = find_account(ref, request.access)
    if account is None:
        raise Http404
    form = EscalateForm(request.POST or None)

    def act() -> HttpResponse:
        _say(request, [escalate_account(account, by=request.access.actor, **form.cleaned_data)])
        return redirect("customers:account", ref)

    context = {"form": form, "account": account, "ref": ref, "cases": _running(request, account)}
    return _tried(request, form, act) or render(
        request, "case_escalations/escalate_account.html", context, status=422 if form.errors else 200
    )


def _tried(request: StaffRequest, form: forms.Form, act: Callable[[], HttpResponse]) -> HttpResponse | None:
    """None where nothing was sent, or something was not right about it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except Refused as no:
        show_refusal(form, no)
        return None


def _named(request: StaffRequest, refs: list[str]) -> list[Case]:
    try:
        return workable_all(request.access, refs)
    except Refused as no:
        raise Invalid({"cases": no.message}) from no


def _refs(request: StaffRequest, named: list[str]) -> list[str]:
    """Of what was ticked and may be changed, in words that she can read; a merged one's survivor."""
    read = [found for found in map(read_reference, named[:MOST]) if found is not None]
    wanted = Q(id__in=set(survivors_named(read).values()))
    return [case.ref for case in Case.objects.workable_by(request.access).filter(wanted).order_by("number")]


def _running(request: StaffRequest, account: Account) -> list[Case]:
    running = Case.objects.visible_to(request.access).running().filter(account=account)
    return list(running.select_related("owner").order_by("-number")[:20])


def _without(form: forms.Form, *names: str) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name not in names}


def _say(request: StaffRequest, found: list[CaseEscalation]) -> None:
    """Who is reached by it, or that it stood already."""
    reached = {one.reached for one in found}
    if "nobody" in reached:
        messages.error(request, _("It is escalated, but nobody could be told: no lead is there. Call somebody."))
        return
    text = ngettext("%(n)s escalation stands", "%(n)s escalations stand", len(found)) % {"n": len(found)}
    whom = _("whoever is on call is paged") if "policy" in reached else _("the leads were told")
    messages.success(request, f"{text}: {whom}.")

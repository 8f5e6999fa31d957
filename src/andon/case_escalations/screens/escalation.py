"""One escalation: why, who has it, who was called; and what can be done with it: accept, decline, over, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.de_escalate import de_escalate
from andon.case_escalations.actions.decline_escalation import decline_escalation
from andon.case_escalations.actions.withdraw_escalation import withdraw_escalation
from andon.case_escalations.forms import AcceptForm, DeclineForm, DeEscalateForm, WithdrawForm
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.reads.shown import show
from andon.cases.models import Case
from andon.kit.errors import Refused
from andon.paging.reads.who_was_paged import who_was_paged
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal
from andon.ui.several_forms import fresh

FORMS: dict[str, type[forms.Form]] = {
    "accept_escalation": AcceptForm,
    "decline_escalation": DeclineForm,
    "de_escalate": DeEscalateForm,
    "withdraw_escalation": WithdrawForm,
}
staff = for_roles()
"""Whoever was called in, in whichever role; which one she sees is asked each time."""


@require_GET
@staff
def escalation(request: StaffRequest, id: UUID) -> HttpResponse:
    return _show(request, _seen(request, id), {})


@require_POST
@staff
def accept(request: StaffRequest, id: UUID) -> HttpResponse:
    return _answer(request, id, "accept_escalation", accept_escalation)


@require_POST
@staff
def decline(request: StaffRequest, id: UUID) -> HttpResponse:
    return _answer(request, id, "decline_escalation", decline_escalation)


@require_POST
@staff
def over(request: StaffRequest, id: UUID) -> HttpResponse:
    return _answer(request, id, "de_escalate", de_escalate)


@require_POST
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    return _act(request, _seen(request, id), "withdraw_escalation", withdraw_escalation)


def _answer(request: StaffRequest, id: UUID, name: str, act: Callable[..., object]) -> HttpResponse:
    found = _seen(request, id)
    if not _may_answer(request, found):
        raise PermissionDenied
    return _act(request, found, name, act)


def _act(request: StaffRequest, found: CaseEscalation, name: str, act: Callable[..., object]) -> HttpResponse:
    form = fresh(FORMS[name], name, data=request.POST)
    if form.is_valid():
        try:
            act(found, by=request.access.actor, **form.cleaned_data)
            return redirect("case_escalations:escalation", found.id)
        except Refused as no:
            show_refusal(form, no)
    return _show(request, _seen(request, found.id), {name: form})


def _seen(request: StaffRequest, id: UUID) -> CaseEscalation:
    found = CaseEscalation.objects.visible_to(request.access).related().filter(id=id).first()
    if found is None:
        raise Http404
    return found


def _may_answer(request: StaffRequest, found: CaseEscalation) -> bool:
    return CaseEscalation.objects.answerable_by(request.access).filter(id=found.id).exists()


def _show(request: StaffRequest, found: CaseEscalation, typed: dict[str, forms.Form]) -> HttpResponse:
    (shown,) = show([found])
    seen = Case.objects.visible_to(request.access)
    cases = seen.running().filter(account=found.account).select_related("owner") if found.account_id else seen.none()
    context: dict[str, Any] = {
        "shown": shown,
        "one": found,
        "sees_case": shown.case is not None and seen.filter(id=shown.case.id).exists(),
        "cases": cases.order_by("-number")[:20],
        "paged": who_was_paged([shown.call.run])[shown.call.run.id] if shown.call else [],
        "may_answer": found.is_standing and _may_answer(request, found),
        "is_mine": found.asked_by == request.access.actor.key,
        "has_it": found.answered_by == request.access.actor.key,
        "forms": {name: typed.get(name) or fresh(kind, name) for name, kind in FORMS.items()},
    }
    return render(request, "case_escalations/escalation.html", context, status=422 if typed else 200)

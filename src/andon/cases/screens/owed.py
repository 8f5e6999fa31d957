"""What is owed to the customer of a case: done, or given up for a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.waive_obligation import waive_obligation
from andon.cases.models import Case
from andon.cases.reads.homes import obligations_of
from andon.people.middleware import StaffRequest

from .acts import agents, by_button, by_dialog
from .found import workable_case


@require_POST
@agents
def meet(request: StaffRequest, ref: str, obligation: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(obligations_of(case), id=obligation)
    return by_button(request, case, lambda: meet_obligation(found, by=request.access.actor))


@require_POST
@agents
def waive(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: Any) -> None:
        found = get_object_or_404(obligations_of(case), id=form.cleaned_data["obligation"])
        waive_obligation(found, why=form.cleaned_data["why"], by=request.access.actor)

    return by_dialog(request, ref, "waive_obligation", act)

"""Correcting minutes by hand, and noting a credit as given (leads, administrators)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.contracts.actions.correct_minutes import correct_minutes as correcting
from andon.contracts.actions.settle_credit import settle_credit as settling
from andon.contracts.actions.take_correction_back import take_correction_back as taking_back
from andon.contracts.forms import CorrectionForm
from andon.contracts.models import Contract
from andon.contracts.models.contract import EDIT
from andon.contracts.reads.figures import past_figures
from andon.contracts.reads.owed_periods import owed_periods, settle_form
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .contract import show_contract
from .found import contract_or_404


@require_POST
@for_roles(*EDIT)
def correct_minutes(request: StaffRequest, id: UUID) -> HttpResponse:
    found, form = contract_or_404(request, id), CorrectionForm(request.POST, auto_id="correction-%s")
    if form.is_valid():
        try:
            correcting(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _back(found)
    return show_contract(request, found, correction_form=form)


@require_POST
@for_roles(*EDIT)
def take_correction_back(request: StaffRequest, id: UUID, correction: UUID) -> HttpResponse:
    found = contract_or_404(request, id)
    made = found.corrections.filter(id=correction).first()
    if made is None:
        raise Http404
    taking_back(made, by=request.access.actor)
    return _back(found)


@require_POST
@for_roles(*EDIT)
def settle_credit(request: StaffRequest, id: UUID) -> HttpResponse:
    found = contract_or_404(request, id)
    form = settle_form(found, owed_periods(found, past_figures(found), request.access), request.POST)
    if form is None:
        return _back(found)
    if form.is_valid():
        try:
            settling(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is noted as given."))
            return _back(found)
    return show_contract(request, found, settle_form=form)


def _back(found: Contract) -> HttpResponse:
    return redirect("contracts:contract", found.id)

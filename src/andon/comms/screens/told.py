"""Who has been told of an incident, update by update; who has not, and what to do about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.comms.actions.tell_by_hand import tell_by_hand as telling
from andon.comms.actions.waive_recipient import waive_recipient as waiving
from andon.comms.forms import WaiveForm
from andon.comms.models import Recipient
from andon.comms.reads.coverage import coverage, coverage_by_update, not_told, owed_the_end
from andon.comms.reads.told_words import told_words
from andon.incidents.models import Incident
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .found import incident_or_404, recipient_or_404


@require_GET
@for_roles("agent", "lead")
def told(request: StaffRequest, ref: str) -> HttpResponse:
    return _show(request, incident_or_404(request, ref))


@require_POST
@for_roles("agent", "lead")
def waive_recipient(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    recipient, form = recipient_or_404(request, ref, id), WaiveForm(request.POST, auto_id=f"waive-{id}-%s")
    if form.is_valid():
        try:
            waiving(recipient, why=form.cleaned_data["why"], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("comms:told", ref)
    return _show(request, incident_or_404(request, ref), refused=(recipient.id, form))


@require_POST
@for_roles("agent", "lead")
def tell_by_hand(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    recipient = recipient_or_404(request, ref, id)
    try:
        telling(recipient, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("%(name)s counts as told.") % {"name": recipient.contact.name})
    return redirect("comms:told", ref)


def _show(request: StaffRequest, incident: Incident, refused: tuple[UUID, WaiveForm] | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "incident": incident,
        "coverage": coverage(incident),
        "updates": coverage_by_update(incident),
        "not_told": [(each, told_words(each), _form(each, refused)) for each in not_told(incident)],
        "owed_the_end": owed_the_end(incident),
    }
    return render(request, "comms/told.html", context, status=422 if refused else 200)


def _form(recipient: Recipient, refused: tuple[UUID, WaiveForm] | None) -> WaiveForm:
    if refused and refused[0] == recipient.id:
        return refused[1]
    return WaiveForm(auto_id=f"waive-{recipient.id}-%s")

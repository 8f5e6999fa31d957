"""Writing what customers will be told: by hand, from a message of the line (?message=), or from a draft (?draft=)."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from andon.comms.actions.write_update import write_update as writing
from andon.comms.forms import UpdateForm
from andon.comms.reads.contacts_by_language import contacts_by_language
from andon.comms.reads.coverage import latest_update
from andon.comms.reads.first_words import first_words
from andon.comms.rules.placeholders import KNOWN
from andon.incidents.actions.edit_incident import edit_incident as editing
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .found import incident_or_404


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def write_update(request: StaffRequest, ref: str) -> HttpResponse:
    incident = incident_or_404(request, ref)
    spoken = contacts_by_language(incident)
    asked = {name: request.GET.get(name, "") for name in ("message", "draft")}
    given: dict[str, object] = {**first_words(incident, request.access, **asked)}
    if incident.next_update_at:
        given["next_update_at"] = timezone.localtime(incident.next_update_at)
    form = UpdateForm(request.POST or None, initial=given, spoken=spoken)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                editing(incident, next_update_at=form.cleaned_data["next_update_at"], by=request.access.actor)
                update = writing(incident, texts=form.texts, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("comms:update", incident.ref, update.number)
    context = {
        "incident": incident,
        "form": form,
        "languages": [(bound, spoken.get(bound.name.removeprefix("text_"), 0)) for bound in form.wanted],
        "contacts": sum(spoken.values()),
        "last": latest_update(incident),
        "eta": incident.etas.first(),
        "placeholders": [f"{{{name}}}" for name in KNOWN],
    }
    return render(request, "comms/write_update.html", context, status=422 if form.errors else 200)

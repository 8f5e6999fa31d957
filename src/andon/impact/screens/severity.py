"""Leaving the severity as it is, whatever the numbers speak for. Raising it is the incident's own button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from andon.impact.actions.decline_severity import decline_severity as declining
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .fixes import incident_or_404


@require_POST
@for_roles("agent", "lead", "responder")
def decline_severity(request: StaffRequest, ref: str) -> HttpResponse:
    found = incident_or_404(request, ref, for_work=True)
    try:
        declining(found, severity=request.POST.get("severity", ""), by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("incidents:incident", found.ref)

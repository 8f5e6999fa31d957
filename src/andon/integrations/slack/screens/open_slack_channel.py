"""A channel in Slack for an incident."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.connections.models import Connection
from andon.incidents.reads.find_incident import find_incident
from andon.integrations.slack.actions.open_slack_channel import open_slack_channel as opening
from andon.integrations.slack.homes import SLUG
from andon.kit.errors import Missing, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_POST
@for_roles("agent", "lead", "responder")
def open_slack_channel(request: StaffRequest, ref: str, connection: UUID) -> HttpResponse:
    try:
        found = find_incident(ref, request.access, for_work=True)
    except Missing:
        raise Http404 from None
    workspace = get_object_or_404(Connection, id=connection, vendor=SLUG)
    try:
        opening(found, workspace, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The channel is being made; it shows here in a moment."))
    return redirect("incidents:incident", found.ref)

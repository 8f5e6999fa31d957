"""Send again what happened since a time (administrators)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from andon.connections.models import Connection
from andon.integrations.webhooks.actions.replay_events import replay_events
from andon.integrations.webhooks.events import SLUG
from andon.integrations.webhooks.forms import ReplayForm
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_POST
@for_roles("administrator")
def replay(request: StaffRequest, id: UUID) -> HttpResponse:
    """Its form has one time, so a fault is said above the connection's screen."""
    connection = get_object_or_404(Connection.objects.visible_to(request.access), id=id, vendor=SLUG)
    form = ReplayForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
        return redirect("connections:connection", id)
    try:
        count = replay_events(connection, **form.cleaned_data, by=request.access.actor)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, ngettext("%d event is sent again.", "%d events are sent again.", count) % count)
    return redirect("connections:connection", id)

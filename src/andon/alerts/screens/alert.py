"""One alert: what the monitor said, how often, what was changed before, and who was paged."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from andon.alerts.models import Alert
from andon.alerts.reads.changes_before import changes_before
from andon.alerts.reads.of_key import notes_of
from andon.alerts.rules.details import details_of, links_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

from .alerts import ROLES


@require_GET
@for_roles(*ROLES)
def alert(request: StaffRequest, id: UUID) -> HttpResponse:
    seen = Alert.objects.visible_to(request.access).select_related("service__owner", "key")
    found = get_object_or_404(seen, id=id)
    context = {
        "alert": found,
        "details": details_of(found.payload),
        "links": links_of(found.payload),
        "notes": notes_of(found),
        "changes": changes_before([found.service], found.opened_at),
        "acts": render_slot("alert.actions", [found.subject], request)[found.subject],
        "sections": render_slot("alert.section", [found.subject], request)[found.subject],
    }
    return render(request, "alerts/alert.html", context)

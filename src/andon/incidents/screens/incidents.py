"""All incidents: those that stand first, then those that are over, newest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.incidents.models import Incident
from andon.incidents.reads.rows import rows_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

PAGE = 50


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def incidents(request: StaffRequest) -> HttpResponse:
    seen = Incident.objects.visible_to(request.access)
    over = Paginator(seen.filter(status="resolved").order_by("-number"), PAGE)
    page = over.get_page(request.GET.get("page"))
    context = {
        "standing": rows_of(list(seen.standing().order_by("-number")[:200])) if page.number == 1 else [],
        "over": rows_of(list(page.object_list)),
        "page": page,
        "may_declare": request.access.has("agent", "lead", "responder"),
    }
    return render(request, "incidents/incidents.html", context)

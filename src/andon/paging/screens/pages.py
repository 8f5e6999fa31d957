"""Who was paged lately, for what, and who has it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.paging.models import Escalation
from andon.paging.reads.who_was_paged import who_was_paged
from andon.paging.rules.why import Why
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

from .page import ROLES

PAGE = 50


@require_GET
@for_roles(*ROLES)
def pages(request: StaffRequest) -> HttpResponse:
    seen = Escalation.objects.visible_to(request.access).select_related("service", "acknowledged_by")
    page = Paginator(seen.order_by("-started_at", "-id"), PAGE).get_page(request.GET.get("page"))
    runs = list(page.object_list)
    about = render_slot("page.subject", [run.subject for run in runs], request)
    paged = who_was_paged(runs)
    rows = [(run, Why.load(run.why), about[run.subject], paged[run.id]) for run in runs]
    return render(request, "paging/pages.html", {"rows": rows, "page": page})

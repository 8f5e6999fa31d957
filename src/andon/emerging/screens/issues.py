"""What seems to be going on: emerging first, then what is watched; and what was decided lately."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.emerging.models import EmergingIssue
from andon.emerging.reads.rows import rows_of
from andon.emerging.rules.levels import EMERGING, OPEN
from andon.kit import clock
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

ROLES = ("agent", "lead", "responder", "stakeholder")
MOST = 50
LATELY = timedelta(days=7)


@require_GET
@for_roles(*ROLES)
def issues(request: StaffRequest) -> HttpResponse:
    seen = EmergingIssue.objects.visible_to(request.access).select_related("service", "capability", "incident")
    now_open = list(seen.undecided().order_by("-last_report_at", "-number")[:MOST])
    ordered = sorted(now_open, key=lambda issue: issue.level != EMERGING)
    decided = seen.exclude(state=OPEN).filter(last_report_at__gte=clock.now() - LATELY)
    context = {
        "rows": rows_of(ordered),
        "decided": decided.order_by("-last_report_at", "-number")[:MOST],
        "heard": EmergingIssue.objects.exists(),
    }
    return render(request, "emerging/issues.html", context)

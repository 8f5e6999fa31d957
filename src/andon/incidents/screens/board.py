"""The status board: what is wrong now, who is on it, until when; and how each service is."""

from collections import Counter
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.incidents.models import Incident
from andon.incidents.reads.conditions import conditions
from andon.incidents.reads.rows import rows_of
from andon.kit import clock
from andon.kit.subject import Subject
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.reads.who_is_on_call import duties
from andon.ui.slots import render_slot

MOST = 100
BOARD = Subject.parse("board:00000000-0000-0000-0000-000000000001")
LAMPS = ("broken", "risk", "watch")


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def board(request: StaffRequest) -> HttpResponse:
    seen = Incident.objects.visible_to(request.access)
    standing = rows_of(list(seen.standing().order_by("-declared_at")[:MOST]))
    rows = sorted(standing, key=lambda row: (LAMPS.index(row.incident.lamp), -row.size.accounts))
    lately = seen.filter(status="resolved", resolved_at__gte=clock.now() - timedelta(days=7))
    services = conditions()
    told = render_slot("board.told", [row.incident.subject for row in rows], request)
    context = {
        "more": render_slot("board.rows", [BOARD], request)[BOARD],
        "rows": [(row, told[row.incident.subject]) for row in rows],
        "services": services,
        "count": Counter(one.state for one in services),
        "on_call": duties(days=0),
        "lately": lately.order_by("-resolved_at")[:5],
        "may_declare": request.access.has("agent", "lead", "responder"),
    }
    return render(request, "incidents/board.html", context)

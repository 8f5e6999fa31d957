"""What engineers ask about the cases of the reader, all in one list: a press each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.reads.waiting_for import waiting_for
from andon.questions.shown import waiting_shown

MOST = 100


@require_GET
@for_roles("agent", "lead")
def waiting(request: StaffRequest) -> HttpResponse:
    found = waiting_for(request.access).related().order_by("asked_at", "id")
    asks = list(found[: MOST + 1])
    topics = " ".join([f"user:{request.access.user_id}", *(f"team:{team}" for team in request.access.teams("agent"))])
    context = {"waiting": waiting_shown(asks[:MOST]), "more": len(asks) > MOST, "topics": topics}
    return render(request, "questions/waiting.html", context)

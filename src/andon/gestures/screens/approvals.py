"""What waits for a lead: what colleagues of her teams want to give above their limits, the oldest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.gestures.models import Gesture
from andon.gestures.reads.gestures_of import related, show
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

MOST = 200


@require_GET
@for_roles("lead")
def approvals(request: StaffRequest) -> HttpResponse:
    waiting = related(Gesture.objects.approvable_by(request.access)).order_by("asked_at", "id")
    return render(request, "gestures/approvals.html", {"waiting": show(list(waiting[:MOST]))})

"""The start: each role's first place."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def home(request: StaffRequest) -> HttpResponse:
    if request.access.has("agent"):
        return redirect("cases:inbox")
    if request.access.has("responder", "stakeholder", "lead"):
        return redirect("incidents:board")
    return redirect("console:settings")

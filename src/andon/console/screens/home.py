"""The start: each role's first place; an administrator's list of what to set up, while there is something to do."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.console.actions.put_away_set_up import put_away_set_up
from andon.console.reads.set_up import set_up_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def home(request: StaffRequest) -> HttpResponse:
    if (steps := set_up_of(request.access)) is not None:
        return render(request, "console/set_up.html", {"steps": steps, "done": sum(step.done for step in steps)})
    if request.access.has("agent"):
        return redirect("cases:inbox")
    if request.access.has("responder", "stakeholder", "lead"):
        return redirect("incidents:board")
    return redirect("console:settings")


@require_POST
@for_roles("administrator")
def put_away(request: StaffRequest) -> HttpResponse:
    put_away_set_up(by=request.access.actor)
    return redirect("console:home")

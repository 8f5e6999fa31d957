"""The dry run: who would be woken if it fired then. Changes nothing, summons nobody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.paging.reads.simulate import policy_for, simulate
from andon.paging.simulate_form import SimulateForm
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

ROLES = ("administrator", "lead", "responder", "agent")


@require_GET
@for_roles(*ROLES)
def simulate_page(request: StaffRequest) -> HttpResponse:
    """Asked by GET, so that an answer can be sent to somebody as an address."""
    asked = "service" in request.GET or "policy" in request.GET
    form = SimulateForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "asked": asked and form.is_valid()}
    if context["asked"]:
        given = form.cleaned_data
        binding = policy_for(service=given["service"], account=None if given["service"] else given["account"])
        policy = given["policy"] or (binding.policy if binding else None)
        context["policy"] = policy
        context["begins"] = given["at"]
        if policy:
            context["would"] = simulate(
                policy, at=given["at"], severity=given["severity"], account=given["account"], binding=binding
            )
    return render(request, "paging/simulate.html", context, status=422 if form.errors else 200)

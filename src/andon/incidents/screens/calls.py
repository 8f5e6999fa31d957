"""Your calls: what an agent declared on a hunch and what became of it; hers, and for who leads her team."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.incidents.actions.say_what_it_was import say_what_it_was as saying
from andon.incidents.forms_outcome import OutcomeForm
from andon.incidents.models import Hunch
from andon.incidents.reads.calls_of import calls_of
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import User
from andon.ui.faults import show_refusal

from .incident import found_or_404, show_incident


@require_GET
@for_roles("agent", "lead")
def your_calls(request: StaffRequest) -> HttpResponse:
    return render(request, "incidents/calls.html", {"calls": calls_of(request.access.user_id, request.access)})


@require_GET
@for_roles("agent", "lead")
def calls(request: StaffRequest, user: UUID) -> HttpResponse:
    """Of somebody in a team that the reader leads; of others there is none."""
    if user == request.access.user_id:
        return redirect("incidents:your_calls")
    if not Hunch.objects.visible_to(request.access).filter(user=user).exists():
        raise Http404
    context = {"calls": calls_of(user, request.access), "person": User.objects.get(id=user)}
    return render(request, "incidents/calls.html", context)


@require_POST
@for_roles("agent", "lead", "responder")
def say_what_it_was(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    form = OutcomeForm(request.POST, auto_id="outcome-%s", access=request.access, required=True)
    if form.is_valid():
        try:
            saying(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("incidents:incident", found.ref)
    return show_incident(request, found, outcome_form=form)

"""Whom do chosen cases come from? Asked below a list of cases; the answer has an address of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.cases.models import Case
from andon.impact.actions.ask_blast_radius import ask_blast_radius as asking
from andon.impact.models import Selection
from andon.impact.reads.blast_radius_of import blast_radii
from andon.incidents.reads.cases_named import cases_named
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_POST
@for_roles("agent", "lead")
def ask_blast_radius(request: StaffRequest) -> HttpResponse:
    named = cases_named(" ".join(request.POST.getlist("case")), request.access)
    try:
        selection = asking(named.cases, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("cases:inbox")
    return redirect("impact:selection", selection.id)


@require_GET
@for_roles("agent", "lead")
def selection(request: StaffRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Selection.objects.visible_to(request.access), id=id)
    cases = Case.objects.visible_to(request.access).filter(id__in=found.cases).select_related("account")
    context = {
        "selection": found,
        "subject": found.subject,
        "radius": blast_radii([found.subject]).get(found.subject),
        "cases": cases.order_by("number"),
    }
    return render(request, "impact/selection.html", context)

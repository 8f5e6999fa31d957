"""The teams of all departments (administrators)."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.kit.errors import Refused
from andon.people.actions.create_team import create_team
from andon.people.forms import TeamForm
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import Team
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def teams(request: StaffRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            create_team(**form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("people:teams")
    found = Team.objects.annotate(people=Count("memberships__user", distinct=True))
    return render(request, "people/teams.html", {"teams": found, "form": form}, status=422 if form.errors else 200)

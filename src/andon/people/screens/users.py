"""Everybody who works here (administrators)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.kit.errors import Refused
from andon.people.actions.create_user import create_user
from andon.people.forms import UserForm
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import User
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def users(request: StaffRequest) -> HttpResponse:
    """The list, and the form that adds somebody."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = create_user(**form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("people:user", user.id)
    people = User.objects.prefetch_related("memberships__team").order_by("-is_active", "name")
    return render(request, "people/users.html", {"people": people, "form": form}, status=422 if form.errors else 200)

"""What is the reader's own: her name and look, her second factor, being away (everybody)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.kit import clock
from andon.kit.errors import Refused
from andon.people.actions.come_back import come_back
from andon.people.actions.go_away import go_away
from andon.people.forms import AwayForm, ProfileForm
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles()
def my_profile(request: StaffRequest) -> HttpResponse:
    return _show(request, ProfileForm(instance=request.user), AwayForm())


@require_POST
@for_roles()
def save_profile(request: StaffRequest) -> HttpResponse:
    """A person's own preferences are saved directly, without a fact."""
    form = ProfileForm(request.POST, instance=request.user)
    if not form.is_valid():
        return _show(request, form, AwayForm())
    form.save()
    return redirect("people:my_profile")


@require_POST
@for_roles()
def away(request: StaffRequest) -> HttpResponse:
    form = AwayForm(request.POST)
    if form.is_valid():
        try:
            go_away(request.user, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("people:my_profile")
    return _show(request, ProfileForm(instance=request.user), form)


@require_POST
@for_roles()
def back(request: StaffRequest) -> HttpResponse:
    come_back(request.user, by=request.access.actor)
    return redirect("people:my_profile")


def _show(request: StaffRequest, form: ProfileForm, away_form: AwayForm) -> HttpResponse:
    faults = bool(form.errors or away_form.errors)
    context = {"form": form, "away_form": away_form, "is_away": request.user.is_away(clock.now())}
    return render(request, "people/my_profile.html", context, status=422 if faults else 200)

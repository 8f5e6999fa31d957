"""The first page of the settings (all staff; each sees what she may change)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.kit.subject import Subject
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

INSTALLATION = Subject("installation", UUID(int=0))
"""What the place `settings.state` is about: how this installation is."""


@require_GET
@for_roles()
def settings(request: StaffRequest) -> HttpResponse:
    state = render_slot("settings.state", [INSTALLATION], request)
    return render(request, "console/settings.html", {"state": state[INSTALLATION]})

"""The first page of the settings (all staff; each sees what she may change)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def settings(request: StaffRequest) -> HttpResponse:
    return render(request, "console/settings.html")

"""Search by meaning is asked for by a button, which presses itself where scripts run; then back to where it stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from andon.kit.errors import Refused
from andon.meaning.actions import search_by_meaning as searching
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_POST
@for_roles()
def search_by_meaning(request: StaffRequest) -> HttpResponse:
    try:
        searching.search_by_meaning(request.POST.get("q", ""), by=request.access)
    except Refused as refused:
        messages.error(request, refused.message)
    where = request.POST.get("back", "")
    ours = where.startswith(("/search/", "/inbox/")) and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return redirect(where if ours else "/")

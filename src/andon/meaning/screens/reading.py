"""How far texts are understood (administrators)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.meaning.actions import read_all_again as reading_again
from andon.meaning.reads.progress import progress
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles("administrator")
def reading(request: StaffRequest) -> HttpResponse:
    return render(request, "meaning/reading.html", {"progress": progress()})


@require_POST
@for_roles("administrator")
def read_all_again(request: StaffRequest) -> HttpResponse:
    try:
        reading_again.read_all_again(by=request.access.actor)
        messages.success(request, _("All texts are read again, the newest first. Searches go on meanwhile."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("meaning:reading")

"""Work that failed too often and stands aside until somebody looks (administrators)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from andon.console.actions.try_parked_work_again import try_parked_work_again
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.work.parked import parked


@require_GET
@for_roles("administrator")
def parked_work(request: StaffRequest) -> HttpResponse:
    return render(request, "console/parked_work.html", {"parked": parked()})


@require_POST
@for_roles("administrator")
def try_again(request: StaffRequest) -> HttpResponse:
    ids = [int(id) for id in request.POST.getlist("id") if id.isdecimal() and len(id) < 19]
    count = try_parked_work_again(ids, by=request.access.actor)
    messages.success(
        request, ngettext("%d piece of work is due again.", "%d pieces of work are due again.", count) % count
    )
    return redirect("console:parked_work")

"""What is done with a promise on a case: another time, or that it was none."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.screens.found import back, workable_case
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.promises.actions.move_promise import move_promise
from andon.promises.actions.withdraw_promise import withdraw_promise
from andon.promises.forms import MoveForm
from andon.promises.models import Promise


@require_POST
@for_roles("agent", "lead")
def withdraw(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    case, promise = workable_case(request, ref), _found(request, id)
    try:
        withdraw_promise(promise, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return back(request, case)


@require_POST
@for_roles("agent", "lead")
def move(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    case, promise, form = workable_case(request, ref), _found(request, id), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The time was not changed: write a day and a time."))
        return back(request, case)
    try:
        move_promise(promise, due_at=form.cleaned_data["due_at"], by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return back(request, case)


def _found(request: StaffRequest, id: UUID) -> Promise:
    return get_object_or_404(Promise.objects.workable_by(request.access), id=id)

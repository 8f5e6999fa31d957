"""Whose turn a case is: taking, waiting, solving, closing, reopening; by a button or a dialog."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.actions.close_case import close_case
from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.actions.reopen_case import reopen_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.take_case import take_case
from andon.cases.actions.wait_for import CUSTOMER, wait_for
from andon.cases.models import Case
from andon.kit.errors import Refused
from andon.kit.subject import Subject
from andon.notifications.actions.read_notices import read_notices
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.presence import look_at, who_looks_at
from andon.ui.faults import show_refusal

from .case import refused
from .dialogs import dialog_form
from .found import back, merged_meanwhile, seen_case, workable_case

agents = for_roles("agent", "lead")
"""Whether she may change this very case is asked each time."""


def by_dialog(request: StaffRequest, ref: str, name: str, act: Callable[[Case, Any], object]) -> HttpResponse:
    """Act with what was typed; what is refused comes back in its dialog."""
    case = workable_case(request, ref)
    form = dialog_form(name, case, request.POST)
    if said := merged_meanwhile(request, case):
        form.add_error(None, said)
    elif form.is_valid():
        try:
            act(case, form)
            return back(request, case)
        except Refused as no:
            show_refusal(form, no)
    return refused(request, case, name, form)


def by_button(request: StaffRequest, case: Case, act: Callable[[], object], done: str = "") -> HttpResponse:
    """Act without words; a refusal is said."""
    if said := merged_meanwhile(request, case):
        messages.error(request, said)
        return back(request, case)
    try:
        act()
        if done:
            messages.success(request, done)
    except Refused as no:
        messages.error(request, no.message)
    return back(request, case)


def typed(name: str, act: Callable[..., object]) -> Callable[..., HttpResponse]:
    """The screen of a dialog whose fields are the action's arguments."""

    @require_POST
    @agents
    def view(request: StaffRequest, ref: str) -> HttpResponse:
        by = request.access.actor
        return by_dialog(request, ref, name, lambda case, form: act(case, by=by, **form.cleaned_data))

    return view


solve = typed("solve_case", solve_case)
close = typed("close_case", close_case)
reopen = typed("reopen_case", reopen_case)


@require_POST
@agents
def take(request: StaffRequest, ref: str) -> HttpResponse:
    case = workable_case(request, ref)
    return by_button(request, case, lambda: take_case(case, by=request.access.actor), _("It is yours now."))


@require_POST
@agents
def confirm(request: StaffRequest, ref: str) -> HttpResponse:
    """She knows the reporter otherwise, such as by voice."""
    case = workable_case(request, ref)
    return by_button(request, case, lambda: confirm_reporter(case, by=request.access.actor))


@require_POST
@agents
def wait(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    if request.POST.get("who") == CUSTOMER:
        case = workable_case(request, ref)
        return by_button(request, case, lambda: wait_for(case, who=CUSTOMER, by=by))
    return by_dialog(request, ref, "wait_for", lambda case, form: wait_for(case, by=by, **form.cleaned_data))


@require_POST
@for_roles("agent", "lead", "responder")
def look(request: StaffRequest, ref: str) -> HttpResponse:
    """She has it open; said by the screen every 30 seconds, which hears who else has."""
    subject = Subject("case", seen_case(request, ref).id)
    look_at(subject, request.user)
    read_notices(request.user, about=subject)
    others = ",".join(str(user.id) for user in who_looks_at(subject, but=request.user))
    return HttpResponse(status=204, headers={"X-Others": others})

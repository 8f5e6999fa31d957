"""What an agent does with a case by a button or a dialog: status, tags, steps tried, copies, spam, what is owed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.actions.add_participant import add_participant
from andon.cases.actions.add_step_tried import add_step_tried
from andon.cases.actions.block_sender import block_sender
from andon.cases.actions.close_case import close_case
from andon.cases.actions.edit_case import edit_case
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.remove_participant import remove_participant
from andon.cases.actions.reopen_case import reopen_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.tag_case import tag_case
from andon.cases.actions.take_case import take_case
from andon.cases.actions.unblock_sender import unblock_sender
from andon.cases.actions.wait_for import CUSTOMER, wait_for
from andon.cases.actions.waive_obligation import waive_obligation
from andon.cases.models import BlockedSender, Case
from andon.cases.telling import address_of
from andon.kit.errors import Refused
from andon.kit.subject import Subject
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.presence import look_at, who_looks_at
from andon.ui.faults import show_refusal

from .case import refused
from .dialogs import dialog_form
from .found import back, seen_case, workable_case

agents = for_roles("agent", "lead")
"""Whether she may change this very case is asked each time."""


def by_dialog(request: StaffRequest, ref: str, name: str, act: Callable[[Case, Any], object]) -> HttpResponse:
    """Act with what was typed; what is refused comes back in its dialog."""
    case = workable_case(request, ref)
    form = dialog_form(name, case, request.POST)
    if form.is_valid():
        try:
            act(case, form)
            return back(request, case)
        except Refused as no:
            show_refusal(form, no)
    return refused(request, case, name, form)


def by_button(request: StaffRequest, case: Case, act: Callable[[], object], done: str = "") -> HttpResponse:
    """Act without words; a refusal is said."""
    try:
        act()
        if done:
            messages.success(request, done)
    except Refused as no:
        messages.error(request, no.message)
    return back(request, case)


@require_POST
@agents
def take(request: StaffRequest, ref: str) -> HttpResponse:
    case = workable_case(request, ref)
    return by_button(request, case, lambda: take_case(case, by=request.access.actor), _("It is yours now."))


@require_POST
@agents
def solve(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(
        request, ref, "solve_case", lambda case, form: solve_case(case, by=by, body=form.cleaned_data["body"])
    )


@require_POST
@agents
def close(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(request, ref, "close_case", lambda case, form: close_case(case, by=by, **form.cleaned_data))


@require_POST
@agents
def reopen(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(request, ref, "reopen_case", lambda case, form: reopen_case(case, by=by, **form.cleaned_data))


@require_POST
@agents
def wait(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    if request.POST.get("who") == CUSTOMER:
        case = workable_case(request, ref)
        return by_button(request, case, lambda: wait_for(case, who=CUSTOMER, by=by))
    return by_dialog(request, ref, "wait_for", lambda case, form: wait_for(case, by=by, **form.cleaned_data))


@require_POST
@agents
def edit(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(request, ref, "edit_case", lambda case, form: edit_case(case, by=by, **form.cleaned_data))


@require_POST
@agents
def tag(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: Any) -> None:
        wanted = form.all_tags()
        tag_case(case, by=request.access.actor, add=wanted, remove=[tag for tag in case.tags if tag not in wanted])

    return by_dialog(request, ref, "tag_case", act)


@require_POST
@agents
def add_step(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(
        request, ref, "add_step_tried", lambda case, form: add_step_tried(case, by=by, **form.cleaned_data)
    )


@require_POST
@agents
def add_copy(request: StaffRequest, ref: str) -> HttpResponse:
    by = request.access.actor
    return by_dialog(
        request, ref, "add_participant", lambda case, form: add_participant(case, by=by, **form.cleaned_data)
    )


@require_POST
@agents
def remove_copy(request: StaffRequest, ref: str, participant: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(case.participants, id=participant)
    return by_button(request, case, lambda: remove_participant(found, by=request.access.actor))


@require_POST
@agents
def spam(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: Any) -> None:
        mark_spam(case, by=request.access.actor)
        if form.cleaned_data["block"] and (address := address_of(case)):
            block_sender(address, by=request.access.actor, why=case.ref)

    return by_dialog(request, ref, "mark_spam", act)


@require_POST
@agents
def unblock(request: StaffRequest, ref: str, sender: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(BlockedSender, id=sender, address=address_of(case))
    return by_button(request, case, lambda: unblock_sender(found, by=request.access.actor))


@require_POST
@agents
def meet(request: StaffRequest, ref: str, obligation: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(case.obligations, id=obligation)
    return by_button(request, case, lambda: meet_obligation(found, by=request.access.actor))


@require_POST
@agents
def waive(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: Any) -> None:
        found = get_object_or_404(case.obligations, id=form.cleaned_data["obligation"])
        waive_obligation(found, why=form.cleaned_data["why"], by=request.access.actor)

    return by_dialog(request, ref, "waive_obligation", act)


@require_POST
@for_roles("agent", "lead", "responder")
def look(request: StaffRequest, ref: str) -> HttpResponse:
    """She has it open; said by the screen every 30 seconds, which hears who else has."""
    subject = Subject("case", seen_case(request, ref).id)
    look_at(subject, request.user)
    others = ",".join(str(user.id) for user in who_looks_at(subject, but=request.user))
    return HttpResponse(status=204, headers={"X-Others": others})

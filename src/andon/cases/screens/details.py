"""What is known of a case: its words, tags, steps tried, who is in copy, and that it is spam."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.actions.add_participant import add_participant
from andon.cases.actions.add_step_tried import add_step_tried
from andon.cases.actions.block_sender import block_sender
from andon.cases.actions.change_brand import change_brand
from andon.cases.actions.edit_case import edit_case
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.actions.remove_participant import remove_participant
from andon.cases.actions.revoke_case_links import revoke_case_links
from andon.cases.actions.set_priority import set_priority
from andon.cases.actions.set_service import set_service
from andon.cases.actions.tag_case import tag_case
from andon.cases.actions.unblock_sender import unblock_sender
from andon.cases.models import BlockedSender, Case, Participant
from andon.cases.reads.homes import homes_of
from andon.cases.telling import address_of
from andon.channels.actions.lift_suppression import lift_suppression
from andon.channels.models import Suppression
from andon.customers.models import ContactPoint
from andon.people.middleware import StaffRequest

from .acts import agents, by_button, by_dialog, typed
from .found import workable_case

edit = typed("edit_case", edit_case)
brand = typed("change_brand", change_brand)
prioritise = typed("set_priority", set_priority)
place = typed("set_service", set_service)
add_step = typed("add_step_tried", add_step_tried)
add_copy = typed("add_participant", add_participant)


@require_POST
@agents
def tag(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: Any) -> None:
        wanted = form.all_tags()
        tag_case(case, by=request.access.actor, add=wanted, remove=[tag for tag in case.tags if tag not in wanted])

    return by_dialog(request, ref, "tag_case", act)


@require_POST
@agents
def remove_copy(request: StaffRequest, ref: str, one: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(case.participants, id=one)
    return by_button(request, case, lambda: remove_participant(found, by=request.access.actor))


@require_POST
@agents
def revoke_links(request: StaffRequest, ref: str) -> HttpResponse:
    """As when a mail with a link reached the wrong person."""
    case = workable_case(request, ref)
    done = _("No link opens this case any more. The next answer carries a new one.")
    return by_button(request, case, lambda: revoke_case_links(case, by=request.access.actor), done)


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
def write_again(request: StaffRequest, ref: str, suppression: UUID) -> HttpResponse:
    """Mail to her, or to somebody in copy, came back; whoever knows that it is mended says so here."""
    case = workable_case(request, ref)
    hers = ContactPoint.objects.filter(contact=case.contact, kind="email").values("value")
    in_copy = Participant.objects.filter(case__in=homes_of(case)).exclude(address="")
    written_to = Q(address__in=hers) | Q(address__in=in_copy.values("address"))
    found = get_object_or_404(Suppression.objects.filter(written_to), id=suppression)
    return by_button(request, case, lambda: lift_suppression(found, by=request.access.actor))

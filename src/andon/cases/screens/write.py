"""The composer: an answer to the customer, or a note for agents; and taking an answer back within its ten seconds."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.actions.drop_draft import drop_draft
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.withdraw_reply import withdraw_reply
from andon.cases.composing import heed_composed
from andon.cases.forms import WriteForm
from andon.cases.reads.homes import homes_of
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Message
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .case import refused
from .found import back, merged_meanwhile, workable_case


@require_POST
@for_roles("agent", "lead")
def write(request: StaffRequest, ref: str) -> HttpResponse:
    """Who will read it was chosen in the form, and stands on its button."""
    case, form = workable_case(request, ref), WriteForm(request.POST)
    if said := merged_meanwhile(request, case):
        form.add_error(None, said)
    elif form.is_valid():
        given = {"by": request.access.actor, "body": form.cleaned_data["body"], "attachments": _files(request)}
        try:
            with transaction.atomic():
                if form.cleaned_data["seen_by"] == "customer":
                    reply = reply_to_case(case, **given)
                    heed_composed(case, reply.message, request.POST, by=request.access.actor)
                else:
                    note_on_case(case, **given)
                kind, sent = form.cleaned_data["seen_by"], form.cleaned_data["body"]
                drop_draft(case, user=request.user.id, kind=kind, sent=sent)
            return back(request, case)
        except Refused as no:
            show_refusal(form, no)
    return refused(request, case, "write", form)


@require_POST
@for_roles("agent", "lead")
def undo(request: StaffRequest, ref: str, message: UUID) -> HttpResponse:
    """What was written stands in the composer again."""
    case = workable_case(request, ref)
    homes = {home.id: home for home in homes_of(case)}
    hers = Message.objects.select_related("thread").filter(thread__subject_kind="case", thread__subject_id__in=homes)
    try:
        found = get_object_or_404(hers, id=message)
        withdraw_reply(homes[found.thread.subject_id], found, by=request.access.actor)
        messages.success(request, _("Taken back. Nothing was sent."))
    except Refused as no:
        messages.error(request, no.message)
    return back(request, case)


def _files(request: StaffRequest) -> list[AttachmentIn]:
    return [
        AttachmentIn(
            name=file.name or "", content=file.read(), content_type=file.content_type or "application/octet-stream"
        )
        for file in request.FILES.getlist("files")
    ]

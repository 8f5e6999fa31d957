"""One update. A draft: who gets what and why, and the button that sends it. Sent: who has been told, and who not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.cases.models import Case
from andon.comms.actions.send_update import send_update as sending
from andon.comms.actions.withdraw_update import withdraw_update as withdrawing
from andon.comms.models import Recipient, Update
from andon.comms.reads.preview import Planned, preview
from andon.comms.reads.told_words import told_words
from andon.kit import clock
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .found import update_or_404


@require_GET
@for_roles("agent", "lead")
def update(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    found = update_or_404(request, ref, number)
    context = _draft(request, found) if found.state == "draft" else _sent(found)
    return render(request, f"comms/{'preview' if found.state == 'draft' else 'update'}.html", context)


@require_POST
@for_roles("agent", "lead")
def send_update(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    found = update_or_404(request, ref, number)
    try:
        sending(found, digest=request.POST.get("digest", "")[:64], by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("comms:update", ref, number)


@require_POST
@for_roles("agent", "lead")
def withdraw_update(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    found = update_or_404(request, ref, number)
    try:
        withdrawing(found, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("comms:update", ref, number)
    messages.success(request, _("The update was taken back. Nobody got it."))
    return redirect("comms:update", ref, number)


def _draft(request: StaffRequest, found: Update) -> dict[str, object]:
    planned = preview(found)
    through = {each.letter.case.id: each.letter.case.merged_into_id or each.letter.case.id for each in planned.planned}
    visible = set(Case.objects.visible_to(request.access).filter(id__in=through.values()).values_list("id", flat=True))
    return {
        "update": found,
        "incident": found.incident,
        "preview": planned,
        "chosen": _chosen(planned.planned, request.GET.get("to", "")),
        "seen": {case for case, survivor in through.items() if survivor in visible},
    }


def _chosen(planned: list[Planned], to: str) -> Planned | None:
    """The letter to show: the one asked for, else the first."""
    for each in planned:
        if str(each.letter.contact.id) == to:
            return each
    return planned[0] if planned else None


def _sent(found: Update) -> dict[str, object]:
    recipients = Recipient.objects.filter(of=found).select_related("contact__account", "case__owner")
    left = found.undo_until - clock.now() if found.undo_until and found.can_be_undone(clock.now()) else None
    return {
        "update": found,
        "incident": found.incident,
        "recipients": [(each, told_words(each)) for each in recipients.order_by("contact__name", "id")],
        "undo_seconds": int(left.total_seconds()) if left else 0,
    }

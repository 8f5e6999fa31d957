"""How cases are run (leads, administrators): when answers are due, reminders, whose the mailbox is, who is blocked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.cases.actions.change_policy import change_policy
from andon.cases.actions.unblock_sender import unblock_sender
from andon.cases.forms import PolicyForm
from andon.cases.models import BlockedSender
from andon.cases.reads.case_policy import case_policy
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

MOST_SENDERS = 200


@require_http_methods(["GET", "POST"])
@for_roles("lead", "administrator")
def policy(request: StaffRequest) -> HttpResponse:
    form = PolicyForm(request.POST or None, initial=PolicyForm.shown(case_policy()))
    if request.method == "POST" and form.is_valid():
        try:
            change_policy(**form.given(), by=request.access.actor)
            return redirect("cases:change_policy")
        except Refused as no:
            show_refusal(form, no)
    context = {"form": form, "senders": BlockedSender.objects.all()[:MOST_SENDERS]}
    return render(request, "cases/change_policy.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("lead", "administrator")
def let_in(request: StaffRequest, sender: UUID) -> HttpResponse:
    unblock_sender(get_object_or_404(BlockedSender, id=sender), by=request.access.actor)
    return redirect("cases:change_policy")

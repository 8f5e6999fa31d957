"""All mailboxes, and a new one (administrators)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.forms import MailboxForm
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def mailboxes(request: StaffRequest) -> HttpResponse:
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = put_mailbox(**form.cleaned_data, by=request.access.actor)
            return redirect("channels:mailbox", made.id)
        except Refused as refused:
            show_refusal(form, refused)
    context = {"mailboxes": our_mailboxes().rows, "form": form}
    return render(request, "channels/mailboxes.html", context, status=422 if form.errors else 200)

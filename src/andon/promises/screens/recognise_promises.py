"""While an answer is being typed: what it promises, by whose clock, and what is to become of it. Stores nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from andon.cases.screens.found import workable_case
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.promises.composing import Chosen, chosen_in, shown_at
from andon.promises.reads.promised_in import promised_in
from andon.promises.said import time_there

MOST_TEXT = 100_000


@require_POST
@for_roles("agent", "lead")
def recognise_promises(request: StaffRequest, ref: str) -> HttpResponse:
    """A fragment for the composer; empty when nothing is promised or only agents will read it."""
    case = workable_case(request, ref)
    text = request.POST.get("body", "").replace("\r\n", "\n")[:MOST_TEXT]
    found = promised_in(case, text) if request.POST.get("seen_by") == "customer" else []
    rows = [(one, one.typed or shown_at(one.seen.due_at), _there(one)) for one in chosen_in(found, request.POST)]
    return render(request, "promises/_recognised.html", {"rows": rows, "case": case})


def _there(one: Chosen) -> str:
    """The customer's time where it is another than the agent's."""
    here, there = timezone.localtime(one.seen.due_at), one.seen.due_at.astimezone(one.seen.zone)
    return "" if here.utcoffset() == there.utcoffset() else time_there(one.seen.due_at, one.seen.zone)

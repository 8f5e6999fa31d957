"""What is said about us elsewhere, the newest first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.kit.errors import Invalid
from andon.kit.rest.pages import Window, page
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.signals.forms import SignalFilterForm
from andon.signals.models import Signal
from andon.signals.reads.found_signals import found_signals
from andon.ui.slots import render_slot

ROWS = 50
ORDER = ("-happened_at", "-id")
ROLES = ("agent", "lead")


@require_GET
@for_roles(*ROLES)
def signals(request: StaffRequest) -> HttpResponse:
    form = SignalFilterForm(request.GET)
    chosen = form.chosen()
    shown = _page(request, found_signals(request.access, chosen))
    rows: list[Signal] = shown["items"]
    beside = render_slot("signal.row", [signal.subject for signal in rows], request)
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "rows": [(signal, beside[signal.subject]) for signal in rows],
        "next_cursor": shown["next_cursor"],
        "is_first": "after" not in request.GET,
        "form": form,
        "is_chosen": any((chosen.source, chosen.rating, chosen.status, chosen.words)),
        "chosen": query.urlencode(),
    }
    return render(request, "signals/signals.html", context)


def _page(request: StaffRequest, found: Any) -> dict[str, Any]:
    try:
        return page(found, *ORDER, window=Window(cursor=request.GET.get("after", "")[:1000], limit=ROWS))
    except Invalid:
        return page(found, *ORDER, window=Window(cursor="", limit=ROWS))

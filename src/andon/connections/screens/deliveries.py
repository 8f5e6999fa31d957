"""All that came in and went out by one connection; what is ticked goes again (administrators)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from andon.connections.actions.replay_incoming import replay_incoming
from andon.connections.actions.replay_outgoing import replay_outgoing
from andon.connections.reads.deliveries import how_they_came, how_they_went, incoming_of, outgoing_of
from andon.connections.screens.connection import find
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

PAGE = 50


@require_GET
@for_roles("administrator")
def incoming(request: StaffRequest, id: UUID) -> HttpResponse:
    connection = find(request, id)
    page = Paginator(incoming_of(connection), PAGE).get_page(request.GET.get("page"))
    context = {"connection": connection, "rows": how_they_came(list(page.object_list)), "page": page}
    return render(request, "connections/incoming.html", context)


@require_GET
@for_roles("administrator")
def outgoing(request: StaffRequest, id: UUID) -> HttpResponse:
    connection, trouble = find(request, id), request.GET.get("which") == "trouble"
    page = Paginator(outgoing_of(connection, trouble=trouble), PAGE).get_page(request.GET.get("page"))
    rows = how_they_went(page.object_list)
    context = {"connection": connection, "rows": rows, "page": page, "trouble": trouble}
    return render(request, "connections/outgoing.html", context)


@require_POST
@for_roles("administrator")
def replay_in(request: StaffRequest, id: UUID) -> HttpResponse:
    connection = find(request, id)
    _replay(request, lambda ids: replay_incoming(connection, ids, by=request.access.actor))
    return redirect("connections:incoming_deliveries", id)


@require_POST
@for_roles("administrator")
def replay_out(request: StaffRequest, id: UUID) -> HttpResponse:
    connection = find(request, id)
    _replay(request, lambda ids: replay_outgoing(connection, ids, by=request.access.actor))
    return redirect("connections:outgoing_deliveries", id)


def _replay(request: StaffRequest, replay: Callable[[Sequence[UUID]], int]) -> None:
    try:
        count = replay(_ticked(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, ngettext("%d delivery goes again.", "%d deliveries go again.", count) % count)


def _ticked(request: StaffRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("id")[:1000]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found

"""What must say every so often that it is alive, and whether it does; one of them, to set up."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.delete_heartbeat import delete_heartbeat
from andon.alerts.actions.edit_heartbeat import edit_heartbeat
from andon.alerts.forms import HeartbeatForm, NewHeartbeatForm
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Heartbeat
from andon.alerts.reads.ping_address import ping_address
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .alerts import ROLES

SET_UP = ("responder", "lead", "administrator")


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def heartbeats(request: StaffRequest) -> HttpResponse:
    """The list; who may set them up finds the form for another one."""
    may = request.access.has(*SET_UP)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = NewHeartbeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            beat = create_heartbeat(given.pop("service"), HeartbeatIn(**given), by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("alerts:heartbeat", beat.id)
    found = Heartbeat.objects.visible_to(request.access).select_related("key__service")
    rows = found.order_by(F("late_since").asc(nulls_last=True), "due_at", "name")
    context = {"rows": rows, "form": form if may else None}
    return render(request, "alerts/heartbeats.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*SET_UP)
def heartbeat(request: StaffRequest, id: UUID) -> HttpResponse:
    beat = _found(request, id)
    given = {"name": beat.name, "every_minutes": beat.every_minutes, "severity": beat.severity}
    form = HeartbeatForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            edit_heartbeat(beat, HeartbeatIn(**form.cleaned_data), by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("alerts:heartbeat", id)
    context = {"beat": beat, "form": form, "address": ping_address(beat)}
    return render(request, "alerts/heartbeat.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SET_UP)
def delete(request: StaffRequest, id: UUID) -> HttpResponse:
    delete_heartbeat(id, by=request.access.actor)
    return redirect("alerts:heartbeats")


def _found(request: StaffRequest, id: UUID) -> Heartbeat:
    return get_object_or_404(Heartbeat.objects.visible_to(request.access).select_related("key__service"), id=id)

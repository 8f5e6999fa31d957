"""One connection: its settings and secrets, its address, what came and went, and its buttons (administrators)."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from andon.connections.actions.change_connection import change_connection
from andon.connections.actions.pause_connection import pause_connection
from andon.connections.actions.remove_connection import remove_connection
from andon.connections.actions.replace_connection_secret import replace_connection_secret
from andon.connections.actions.resume_connection import resume_connection
from andon.connections.actions.try_connection import try_connection
from andon.connections.forms import ConnectionForm, SecretForm
from andon.connections.models import Connection, ConnectionSecret
from andon.connections.reads.deliveries import how_they_came, how_they_went, incoming_of, outgoing_of
from andon.connections.reads.health import health_of
from andon.connections.vendor import Vendor, find_vendor
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot

LAST = 5


def find(request: StaffRequest, id: UUID) -> Connection:
    return get_object_or_404(Connection.objects.visible_to(request.access), id=id)


@require_GET
@for_roles("administrator")
def connection(request: StaffRequest, id: UUID) -> HttpResponse:
    return show_connection(request, find(request, id))


@require_POST
@for_roles("administrator")
def change(request: StaffRequest, id: UUID) -> HttpResponse:
    found = find(request, id)
    vendor = find_vendor(found.vendor)
    if vendor is None:
        return redirect("connections:connection", id)
    form = ConnectionForm(request.POST, vendor=vendor, secrets=False)
    if form.is_valid():
        try:
            name = form.cleaned_data["name"]
            change_connection(found, name=name, settings=form.settings, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("connections:connection", id)
    return show_connection(request, found, form=form)


@never_cache
@require_POST
@for_roles("administrator")
def replace_secret(request: StaffRequest, id: UUID, field: str) -> HttpResponse:
    """One that is made is shown in this answer and never again."""
    found = find(request, id)
    vendor = find_vendor(found.vendor)
    known = next((one for one in vendor.fields if one.secret and one.name == field), None) if vendor else None
    if known is None:
        return redirect("connections:connection", id)
    form = SecretForm(request.POST, field=known, prefix=field)
    if form.is_valid():
        try:
            _same, made = replace_connection_secret(found, field=field, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            if made:
                return show_connection(request, found, made={field: made})
            messages.success(request, _("The secret was replaced."))
            return redirect("connections:connection", id)
    return show_connection(request, found, secret_form=form)


@require_POST
@for_roles("administrator")
def test(request: StaffRequest, id: UUID) -> HttpResponse:
    try:
        worked, said = try_connection(find(request, id), by=request.access.actor)
    except Refused as refused:
        worked, said = False, refused.message
    (messages.success if worked else messages.error)(request, said)
    return redirect("connections:connection", id)


@require_POST
@for_roles("administrator")
def pause(request: StaffRequest, id: UUID) -> HttpResponse:
    pause_connection(find(request, id), by=request.access.actor)
    return redirect("connections:connection", id)


@require_POST
@for_roles("administrator")
def resume(request: StaffRequest, id: UUID) -> HttpResponse:
    resume_connection(find(request, id), by=request.access.actor)
    return redirect("connections:connection", id)


@require_POST
@for_roles("administrator")
def remove(request: StaffRequest, id: UUID) -> HttpResponse:
    found = find(request, id)
    remove_connection(found, by=request.access.actor)
    messages.success(request, _("%(name)s was removed.") % {"name": found.name})
    return redirect("connections:connections")


def show_connection(
    request: StaffRequest,
    found: Connection,
    *,
    form: ConnectionForm | None = None,
    secret_form: SecretForm | None = None,
    made: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`made`: secrets to show this once."""
    found.refresh_from_db()
    vendor = find_vendor(found.vendor)
    if vendor and form is None:
        form = ConnectionForm(vendor=vendor, connection=found, secrets=False)
    context = {
        "connection": found,
        "vendor": vendor,
        "health": health_of([found])[0],
        "form": form,
        "secrets": secret_rows(found, vendor, secret_form) if vendor else [],
        "made": made_rows(vendor, made or {}),
        "address": settings.BASE_URL + reverse("connections:incoming", args=[found.vendor, found.id]),
        "came": how_they_came(list(incoming_of(found)[:LAST])),
        "went": how_they_went(list(outgoing_of(found)[:LAST])),
        "sections": render_slot("connection.section", [found.subject], request)[found.subject],
    }
    faulty = bool((form and form.is_bound and form.errors) or (secret_form and secret_form.errors))
    return render(request, "connections/connection.html", context, status=422 if faulty else 200)


def secret_rows(found: Connection, vendor: Vendor, bound: SecretForm | None) -> list[dict[str, object]]:
    """Each secret field with when it was put and the form that replaces it."""
    kept: dict[str, ConnectionSecret] = {}
    for secret in ConnectionSecret.objects.filter(connection=found).order_by("made_at", "id"):
        kept[secret.name] = secret
    return [
        {
            "field": field,
            "kept": kept.get(field.name),
            "form": bound if bound and bound.prefix == field.name else SecretForm(field=field, prefix=field.name),
        }
        for field in vendor.fields
        if field.secret
    ]


def made_rows(vendor: Vendor | None, made: Mapping[str, str]) -> list[tuple[object, str]]:
    return [(field.label, made[field.name]) for field in (vendor.fields if vendor else ()) if field.name in made]

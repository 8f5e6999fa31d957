"""Ties to other companies' systems: the list, and what could be connected (administrators)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from andon.connections.actions.add_connection import add_connection
from andon.connections.forms import ConnectionForm
from andon.connections.models import Connection
from andon.connections.reads.health import health_of
from andon.connections.screens.connection import show_connection
from andon.connections.vendor import all_vendors, find_vendor
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles("administrator")
def connections(request: StaffRequest) -> HttpResponse:
    found = list(Connection.objects.visible_to(request.access).order_by("vendor", "made_at")[:500])
    return render(request, "connections/connections.html", {"rows": health_of(found), "vendors": all_vendors()})


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def add(request: StaffRequest, vendor: str) -> HttpResponse:
    """Its form. Secrets that were made are shown in the answer to it and never again."""
    known = find_vendor(vendor)
    if known is None:
        raise Http404
    form = ConnectionForm(request.POST or None, vendor=known, secrets=True)
    if request.method == "POST" and form.is_valid():
        try:
            connection, made = add_connection(
                vendor=known.slug,
                name=form.cleaned_data["name"],
                settings=form.settings,
                secrets=form.secrets,
                by=request.access.actor,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return show_connection(request, connection, made=made)
    context = {"vendor": known, "form": form}
    return render(request, "connections/add.html", context, status=422 if form.errors else 200)

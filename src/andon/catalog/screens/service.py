"""One service: its name and owner, its capabilities, what it needs (administrators)."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.catalog.actions.connect_services import connect_services
from andon.catalog.actions.disconnect_services import disconnect_services
from andon.catalog.actions.put_capabilities import CapabilityIn, put_capabilities
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.forms import CapabilityForm, NeedsForm, ServiceForm
from andon.catalog.models import Service
from andon.catalog.reads.services_offered import services_offered
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot


@require_GET
@for_roles("administrator")
def service(request: StaffRequest, slug: str) -> HttpResponse:
    return _show(request, slug)


@require_POST
@for_roles("administrator")
def put_service(request: StaffRequest, slug: str) -> HttpResponse:
    found, form = _found(slug), ServiceForm(request.POST)
    if form.is_valid():
        try:
            put_services([ServiceIn(**form.cleaned_data, slug=found.slug)], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:service", slug)
    return _show(request, slug, form=form)


@require_POST
@for_roles("administrator")
def put_capability(request: StaffRequest, slug: str) -> HttpResponse:
    found, form = _found(slug), CapabilityForm(request.POST)
    if form.is_valid():
        try:
            put_capabilities([CapabilityIn(**form.cleaned_data, service=found)], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:service", slug)
    return _show(request, slug, capability_form=form)


@require_POST
@for_roles("administrator")
def connect(request: StaffRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    form = NeedsForm(request.POST, of=found)
    if form.is_valid():
        try:
            connect_services(found, needs=form.cleaned_data["needs"], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:service", slug)
    return _show(request, slug, needs_form=form)


@require_POST
@for_roles("administrator")
def disconnect(request: StaffRequest, slug: str, needs: str) -> HttpResponse:
    disconnect_services(_found(slug), needs=_found(needs), by=request.access.actor)
    return redirect("catalog:service", slug)


def _found(slug: str) -> Service:
    return get_object_or_404(services_offered(), slug=slug)


def _show(request: StaffRequest, slug: str, **forms: Form) -> HttpResponse:
    found = _found(slug)
    given = {"name": found.name, "owner": found.owner_id, "description": found.description}
    shown: dict[str, Form] = {
        "form": ServiceForm(initial=given),
        "capability_form": CapabilityForm(),
        "needs_form": NeedsForm(of=found),
    } | forms
    status = 422 if any(form.errors for form in forms.values()) else 200
    sections = render_slot("service.section", [found.subject], request)[found.subject]
    context = {"service": found, "sections": sections, **shown}
    return render(request, "catalog/service.html", context, status=status)

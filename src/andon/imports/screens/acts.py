"""What is done with an import: naming its columns and checking it, starting, pausing, resuming, cancelling, forgetting
its file (administrators, leads)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from andon.imports.actions.cancel_import import cancel_import
from andon.imports.actions.check_import import check_import
from andon.imports.actions.forget_import_file import forget_import_file
from andon.imports.actions.map_import import map_import
from andon.imports.actions.pause_import import pause_import
from andon.imports.actions.resume_import import resume_import
from andon.imports.actions.start_import import start_import
from andon.imports.forms import MapForm
from andon.imports.models import CsvImport
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .imports import ROLES
from .one_import import seen, show


@require_POST
@for_roles(*ROLES)
def map_columns(request: StaffRequest, id: UUID) -> HttpResponse:
    """And check it, unless the file is only read in another way."""
    found = seen(request, id)
    form = MapForm(request.POST, of=found)
    if not form.is_valid():
        return show(request, found, form)
    before = (found.encoding, found.delimiter)
    try:
        mapped = map_import(found, by=request.access.actor, **form.given())
        if before == (mapped.encoding, mapped.delimiter):
            check_import(mapped, by=request.access.actor)
    except Refused as no:
        _show_at_columns(form, no)
        return show(request, found, form)
    return redirect("imports:import", found.id)


def _show_at_columns(form: MapForm, refused: Refused) -> None:
    """What is wrong about `mapping.3` stands at the fourth column."""
    if not isinstance(refused, Invalid):
        form.add_error(None, refused.message)
        return
    for name, message in refused.faults.items():
        field = f"column_{name.removeprefix('mapping.')}" if name.startswith("mapping.") else name
        form.add_error(field if field in form.fields else None, message)


@require_POST
@for_roles(*ROLES)
def start(request: StaffRequest, id: UUID) -> HttpResponse:
    return _by_button(request, id, start_import)


@require_POST
@for_roles(*ROLES)
def pause(request: StaffRequest, id: UUID) -> HttpResponse:
    return _by_button(request, id, pause_import)


@require_POST
@for_roles(*ROLES)
def resume(request: StaffRequest, id: UUID) -> HttpResponse:
    return _by_button(request, id, resume_import)


@require_POST
@for_roles(*ROLES)
def cancel(request: StaffRequest, id: UUID) -> HttpResponse:
    return _by_button(request, id, cancel_import)


@require_POST
@for_roles(*ROLES)
def forget(request: StaffRequest, id: UUID) -> HttpResponse:
    return _by_button(request, id, forget_import_file)


def _by_button(request: StaffRequest, id: UUID, act: Callable[..., CsvImport]) -> HttpResponse:
    """A refusal is said."""
    found = seen(request, id)
    try:
        act(found, by=request.access.actor)
    except Refused as no:
        messages.error(request, no.message)
    return redirect("imports:import", found.id)

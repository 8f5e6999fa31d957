"""One import: its columns, its check, how far it is, and its report (administrators, leads)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from andon.conversations.download import bytes_as_download
from andon.imports.forms import MapForm
from andon.imports.models import CsvImport
from andon.imports.models.import_fault import MOST_FAULTS
from andon.imports.reading import first_rows
from andon.imports.reads.refused_lines import refused_lines
from andon.imports.rows import column_name
from andon.imports.rules.encodings import ENCODINGS
from andon.imports.working import chunk_key
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.work.models import DueWork

from .imports import ROLES

SHOWN_ROWS, SHOWN_FAULTS = 3, 100


def seen(request: StaffRequest, id: UUID) -> CsvImport:
    return get_object_or_404(CsvImport.objects.visible_to(request.access), id=id)


@require_GET
@for_roles(*ROLES)
def one_import(request: StaffRequest, id: UUID) -> HttpResponse:
    return show(request, seen(request, id))


@never_cache
@require_GET
@for_roles(*ROLES)
def refused(request: StaffRequest, id: UUID) -> HttpResponse:
    """Line, column and reason, as a file."""
    return bytes_as_download(refused_lines(seen(request, id)), _("refused lines.csv"), "text/csv; charset=utf-8")


@never_cache
@require_GET
@for_roles(*ROLES)
def file(request: StaffRequest, id: UUID) -> HttpResponse:
    """As it was uploaded, byte for byte."""
    found = seen(request, id)
    if found.blob is None:
        raise Http404
    return bytes_as_download(bytes(found.blob.content), found.name, "application/octet-stream")


def show(request: StaffRequest, found: CsvImport, form: MapForm | None = None) -> HttpResponse:
    may_map = found.blob_id is not None and found.status in ("mapping", "checked")
    form = (form or MapForm(of=found)) if may_map else None
    context = {
        "import": found,
        "encoding": ENCODINGS[found.encoding],
        "form": form,
        "columns": _columns(found, form) if form else [],
        "faults": found.faults.all()[:SHOWN_FAULTS],
        "kept_faults": MOST_FAULTS,
        "shown_faults": SHOWN_FAULTS,
        "percent": min(100, found.done * 100 // found.total) if found.total else 0,
        "is_parked": found.is_at_work and DueWork.objects.filter(key=chunk_key(found)).exclude(parked_at=None).exists(),
    }
    return render(request, "imports/import.html", context, status=422 if form and form.errors else 200)


def _columns(found: CsvImport, form: MapForm) -> list[dict[str, Any]]:
    """Each with its first values and where it goes."""
    rows = [one.cells for one in first_rows(found, SHOWN_ROWS) if one.cells]
    return [
        {
            "name": column_name(found.header, place),
            "values": [row[place][:80] for row in rows if place < len(row)],
            "field": bound,
        }
        for place, bound in enumerate(form.columns())
    ]

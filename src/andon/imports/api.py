"""Imports of spreadsheets, for programs: upload, name the columns, check, start; pause, resume, cancel, forget."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, UploadedFile
from pydantic import Field

from andon.kit.errors import TooLarge
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import cancel_import as cancelling
from .actions import check_import as checking
from .actions import forget_import_file as forgetting
from .actions import map_import as mapping_columns
from .actions import pause_import as pausing
from .actions import resume_import as resuming
from .actions import start_import as starting
from .actions import upload_import as uploading
from .models import CsvImport, ImportFault
from .reads.refused_lines import refused_lines

router = Router(tags=["Imports"])
ROLES = ("administrator", "lead")
_AS_CSV = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


class ImportOut(Schema):
    id: UUID
    kind: str
    name: str
    size: int
    status: str
    encoding: str
    delimiter: str
    header: list[str]
    mapping: list[str]
    options: dict[str, Any]
    checked: dict[str, int] = Field(description="what the check counted; empty before it")
    done: int
    created: int
    changed: int
    unchanged: int
    refused: int
    uploaded_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    forget_at: datetime


class MapBody(Schema):
    encoding: str = Field("", description="utf-8, utf-16-le, utf-16-be, cp1252 or latin-1; empty: as it is")
    delimiter: str = Field("", max_length=1, description="a comma, a semicolon, a tab or a bar; empty: as it is")
    mapping: list[str] | None = Field(None, max_length=2000, description="a field for each column, “” for none")
    options: dict[str, Any] | None = Field(None, description="month_first, zone, team (cases), source (signals)")


class FaultOut(Schema):
    line: int
    column: str
    reason: str


@router.get("/imports", response=Page[ImportOut])
def list_imports(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    """The newest first."""
    return page(CsvImport.objects.visible_to(request.access), "-uploaded_at", "-id", window=window)


@router.get("/imports/{ref}", response=ImportOut)
def read_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _named(request, ref)


@router.get("/imports/{ref}/faults", response=Page[FaultOut])
def list_import_faults(request: ApiRequest, ref: UUID, window: Query[Window]) -> dict[str, Any]:
    return page(ImportFault.objects.filter(of=_named(request, ref)), "line", "id", window=window)


@router.get("/imports/{ref}/refused_lines", response={200: None}, openapi_extra=_AS_CSV)
def read_refused_lines(request: ApiRequest, ref: UUID) -> HttpResponse:
    """The same as CSV."""
    return HttpResponse(refused_lines(_named(request, ref)), content_type="text/csv; charset=utf-8")


@router.post("/imports/upload_import", response=ImportOut)
def upload_import(request: ApiRequest, file: File[UploadedFile], kind: Form[str]) -> CsvImport:
    """As multipart/form-data. `kind`: accounts, contacts, cases or signals."""
    only_for(request.access, *ROLES)
    if (file.size or 0) > uploading.MOST_BYTES:
        raise TooLarge(_("A file may have at most 25 MB."))
    return uploading.upload_import(kind=kind, name=file.name or "", content=file.read(), by=request.access.actor)


@router.post("/imports/{ref}/map_import", response=ImportOut)
def map_import(request: ApiRequest, ref: UUID, body: MapBody) -> CsvImport:
    only_for(request.access, *ROLES)
    return mapping_columns.map_import(_named(request, ref), by=request.access.actor, **body.dict())


@router.post("/imports/{ref}/check_import", response=ImportOut)
def check_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, checking.check_import)


@router.post("/imports/{ref}/start_import", response=ImportOut)
def start_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, starting.start_import)


@router.post("/imports/{ref}/pause_import", response=ImportOut)
def pause_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, pausing.pause_import)


@router.post("/imports/{ref}/resume_import", response=ImportOut)
def resume_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, resuming.resume_import)


@router.post("/imports/{ref}/cancel_import", response=ImportOut)
def cancel_import(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, cancelling.cancel_import)


@router.post("/imports/{ref}/forget_import_file", response=ImportOut)
def forget_import_file(request: ApiRequest, ref: UUID) -> CsvImport:
    return _act(request, ref, forgetting.forget_import_file)


def _act(request: ApiRequest, ref: UUID, act: Callable[..., CsvImport]) -> CsvImport:
    only_for(request.access, *ROLES)
    return act(_named(request, ref), by=request.access.actor)


def _named(request: ApiRequest, ref: UUID) -> CsvImport:
    return by_ref(CsvImport.objects.visible_to(request.access), str(ref))

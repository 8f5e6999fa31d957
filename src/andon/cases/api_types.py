"""Types of cases and their own fields, for programs."""

from django.db.models import QuerySet
from ninja import Router

from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from . import shapes
from . import shapes_types as types
from .actions import archive_case_field as archiving_field
from .actions import archive_case_type as archiving
from .actions import put_case_field as putting_field
from .actions import put_case_type as putting
from .actions import set_case_fields as setting
from .models import Case, CaseType
from .named import type_named, workable

router = Router(tags=["Types of cases"])
SETTLES = ("lead", "administrator")


@router.get("/case_types", response=list[types.CaseTypeOut])
def list_case_types(request: ApiRequest) -> "QuerySet[CaseType]":
    """All, also those that are offered no more; two queries."""
    only_for(request.access, "agent", "responder", *SETTLES)
    return CaseType.objects.prefetch_related("fields")


@router.post("/case_types/put_case_type", response=types.CaseTypeOut)
def put_case_type(request: ApiRequest, body: types.CaseTypeBody) -> CaseType:
    only_for(request.access, *SETTLES)
    return putting.put_case_type(body.given(), by=request.access.actor)


@router.post("/case_types/{slug}/archive_case_type", response=types.CaseTypeOut)
def archive_case_type(request: ApiRequest, slug: str) -> CaseType:
    only_for(request.access, *SETTLES)
    return archiving.archive_case_type(_type(slug), by=request.access.actor)


@router.post("/case_types/{slug}/put_case_field", response=types.CaseTypeOut)
def put_case_field(request: ApiRequest, slug: str, body: types.CaseFieldBody) -> CaseType:
    only_for(request.access, *SETTLES)
    putting_field.put_case_field(kind := _type(slug), body.given(), by=request.access.actor)
    return kind


@router.post("/case_types/{slug}/fields/{key}/archive_case_field", response=types.CaseTypeOut)
def archive_case_field(request: ApiRequest, slug: str, key: str) -> CaseType:
    only_for(request.access, *SETTLES)
    kind = _type(slug)
    archiving_field.archive_case_field(by_ref(kind.fields.all(), key, human="key"), by=request.access.actor)
    return kind


@router.post("/cases/{ref}/set_case_fields", response=shapes.CaseOut)
def set_case_fields(request: ApiRequest, ref: str, body: types.SetFieldsBody) -> Case:
    case, kind = workable(request.access, ref), type_named(body.case_type)
    return setting.set_case_fields(case, by=request.access.actor, case_type=kind, values=body.fields)


def _type(slug: str) -> CaseType:
    return by_ref(CaseType.objects.all(), slug, human="slug")

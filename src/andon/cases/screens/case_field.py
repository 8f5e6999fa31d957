"""One field of a type of cases (leads, administrators), with the form as it would be."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.cases.actions.archive_case_field import archive_case_field
from andon.cases.actions.put_case_field import put_case_field
from andon.cases.fields_form import CaseFieldsForm
from andon.cases.forms_types import CaseFieldForm
from andon.cases.models import CaseField, CaseType
from andon.cases.rules.field_shape import checked_shape
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .case_types import SETTLES, type_called

NEW = "new"


@require_http_methods(["GET", "POST"])
@for_roles(*SETTLES)
def field(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """`key` "new" is a field to be; with `preview` nothing is stored."""
    kind = type_called(slug)
    found = None if key == NEW else get_object_or_404(CaseField, case_type=kind, key=key)
    form = CaseFieldForm(request.POST or None, kind=kind, field=found)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            put_case_field(kind, form.given(found.key if found else ""), by=request.access.actor)
            return redirect("cases:put_case_type", slug)
        except Refused as no:
            show_refusal(form, no)
    own, fault = _preview(kind, form, found)
    context = {"form": form, "kind": kind, "field": found, "own": own, "preview_fault": fault}
    bad = request.method == "POST" and "preview" not in request.POST
    return render(request, "cases/put_case_field.html", context, status=422 if bad else 200)


@require_POST
@for_roles(*SETTLES)
def archive(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    found = get_object_or_404(CaseField, case_type__slug=slug, key=key)
    try:
        archive_case_field(found, by=request.access.actor)
    except Refused as no:
        messages.error(request, no.message)
    return redirect("cases:put_case_type", slug)


def _preview(kind: CaseType, form: CaseFieldForm, found: CaseField | None) -> tuple[CaseFieldsForm, str]:
    """The form of the type with this field in it, as far as it is right; else what is not."""
    live: list[CaseField] = list(getattr(kind, "live", []))
    fault = ""
    if form.is_bound and form.is_valid():
        item = form.given(found.key if found else "")
        try:
            shape = checked_shape(item, live, dict(settings.LANGUAGES))
            tried = CaseField(case_type=kind, key=item.key, **shape)
            live = sorted([*(one for one in live if one.key != item.key), tried], key=lambda one: one.position)
        except Refused as no:
            fault = no.message
    shown = CaseType(id=kind.id, slug=kind.slug, labels=kind.labels)
    shown.live = live  # type: ignore[attr-defined]
    return CaseFieldsForm(types=[shown], prefix="preview"), fault

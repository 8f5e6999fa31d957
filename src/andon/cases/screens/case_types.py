"""Types of cases (leads, administrators): which there are, what one is called and where it is offered."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.cases.actions.archive_case_type import archive_case_type
from andon.cases.actions.put_case_type import put_case_type
from andon.cases.fields_form import CaseFieldsForm
from andon.cases.forms_types import CaseTypeForm
from andon.cases.models import CaseType
from andon.cases.reads.case_types import case_types
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

SETTLES = ("lead", "administrator")


@require_http_methods(["GET", "POST"])
@for_roles(*SETTLES)
def types(request: StaffRequest) -> HttpResponse:
    form = CaseTypeForm(request.POST or None)
    if request.method == "POST" and (kind := _put(request, form)):
        return redirect("cases:put_case_type", kind.slug)
    context = {"form": form, "types": case_types(archived=True)}
    return render(request, "cases/case_types.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*SETTLES)
def one_type(request: StaffRequest, slug: str) -> HttpResponse:
    """The type, its fields in their order, and the form as it is asked."""
    kind = type_called(slug)
    form = CaseTypeForm(request.POST or None, initial=CaseTypeForm.shown(kind))
    del form.fields["slug"]
    if request.method == "POST" and _put(request, form, slug):
        return redirect("cases:put_case_type", slug)
    context = {"form": form, "kind": kind, "own": CaseFieldsForm(types=[kind], prefix="preview")}
    return render(request, "cases/put_case_type.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SETTLES)
def archive(request: StaffRequest, slug: str) -> HttpResponse:
    archive_case_type(type_called(slug), by=request.access.actor)
    return redirect("cases:case_types")


def type_called(slug: str) -> CaseType:
    """With its fields that are asked; 404 for none."""
    found: dict[str, CaseType] = {one.slug: one for one in case_types(archived=True)}
    return found.get(slug) or get_object_or_404(CaseType, slug=slug)


def _put(request: StaffRequest, form: CaseTypeForm, slug: str = "") -> CaseType | None:
    if form.is_valid():
        try:
            return put_case_type(form.given(slug), by=request.access.actor)
        except Refused as no:
            show_refusal(form, no)
    return None

"""Bringing a spreadsheet, and those that were brought, the newest first (administrators, leads)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.imports.actions.upload_import import MOST_BYTES, upload_import
from andon.imports.forms import UploadForm
from andon.imports.models import CsvImport
from andon.kit.errors import Invalid, Refused, TooLarge
from andon.kit.rest.pages import Window, page
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

ROLES = ("administrator", "lead")
ROWS = 50


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def imports(request: StaffRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("imports:import", _upload(request, form).id)
        except Refused as no:
            show_refusal(form, no)
    shown = _page(request)
    context = {"form": form, "imports": shown["items"], "next_cursor": shown["next_cursor"]}
    return render(request, "imports/imports.html", context, status=422 if form.errors else 200)


def _upload(request: StaffRequest, form: UploadForm) -> CsvImport:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise TooLarge(_("A file may have at most 25 MB."))
    kind = form.cleaned_data["kind"]
    return upload_import(kind=kind, name=file.name, content=file.read(), by=request.access.actor)


def _page(request: StaffRequest) -> dict[str, Any]:
    found = CsvImport.objects.visible_to(request.access).defer("header", "mapping", "options")
    try:
        return page(found, "-uploaded_at", "-id", window=Window(cursor=request.GET.get("after", "")[:1000], limit=ROWS))
    except Invalid:
        return page(found, "-uploaded_at", "-id", window=Window(cursor="", limit=ROWS))

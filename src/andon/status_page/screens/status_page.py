"""One status page: its name, address and zone, and its lines (administrators)."""

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.status_page.actions.put_component import put_component as putting_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.forms import ComponentForm, PageForm
from andon.status_page.models import Component, StatusPage
from andon.ui.faults import show_refusal
from andon.ui.several_forms import fresh, saved

from .found import page_or_404


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def status_page(request: StaffRequest, slug: str) -> HttpResponse:
    page = page_or_404(slug)
    if request.method == "GET":
        return _show(request, page)
    form = fresh(PageForm, "page", data=request.POST)
    if saved(form, put_status_page, slug=page.slug, by=request.access.actor):
        return redirect("status_page:status_page", slug)
    return _show(request, page, form=form)


@require_POST
@for_roles("administrator")
def put_component(request: StaffRequest, slug: str) -> HttpResponse:
    page, form = page_or_404(slug), ComponentForm(request.POST, auto_id="line_%s")
    if form.is_valid():
        try:
            putting_component(page, **form.given, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("status_page:status_page", slug)
    return _show(request, page, line_form=form)


def _show(
    request: StaffRequest, page: StatusPage, *, form: Form | None = None, line_form: ComponentForm | None = None
) -> HttpResponse:
    lines = list(page.components.select_related("capability", "service"))
    chosen = next((one for one in lines if one.slug == request.GET.get("line")), None)
    now = {name: getattr(page, name) for name in PageForm.base_fields}
    context = {
        "page": page,
        "lines": lines,
        "chosen": chosen,
        "form": form or fresh(PageForm, "page", initial=now),
        "line_form": line_form or ComponentForm(auto_id="line_%s", initial=_first_words(chosen)),
        "public": page.address or f"{settings.BASE_URL}/status/{page.slug}",
    }
    faulty = any(one is not None for one in (form, line_form))
    return render(request, "status_page/status_page.html", context, status=422 if faulty else 200)


def _first_words(line: Component | None) -> dict[str, object]:
    if line is None:
        return {}
    plain = {name: getattr(line, name) for name in ComponentForm.base_fields}
    return plain | {f"name_{code}": name for code, name in line.names.items()}

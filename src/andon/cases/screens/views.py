"""Lists that agents describe and keep: all that she may see, one to make or change, and those beside her inbox."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.cases.actions.change_view import change_view
from andon.cases.actions.delete_view import delete_view
from andon.cases.actions.pin_views import MOST_PINS, pin_views
from andon.cases.actions.save_view import save_view
from andon.cases.forms_views import ViewForm
from andon.cases.models import SavedView
from andon.cases.reads.kept_views import KEPT, pinned_views
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles("agent", "lead")
def views(request: StaffRequest) -> HttpResponse:
    seen = SavedView.objects.visible_to(request.access).select_related("team", "made_by")
    changeable = set(SavedView.objects.changeable_by(request.access).values_list("id", flat=True))
    pinned = [view.id for view in pinned_views(request.access)]
    in_order = sorted(seen, key=lambda view: pinned.index(view.id) if view.id in pinned else len(pinned))
    rows = [{"view": view, "hers": view.id in changeable, "pinned": view.id in pinned} for view in in_order]
    return render(request, "cases/views.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def new_view(request: StaffRequest) -> HttpResponse:
    """`?filter=` begins with what is shown just now. `show` looks at it without keeping it."""
    try:
        form = ViewForm(
            request.POST or None,
            access=request.access,
            text=request.GET.get("filter", ""),
            initial={"order": request.GET.get("order") or "due"},
        )
    except Invalid as no:
        messages.error(request, no.message)
        return redirect("cases:save_view")
    return _kept(request, form, None)


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def one_view(request: StaffRequest, view: UUID) -> HttpResponse:
    found = get_object_or_404(SavedView.objects.changeable_by(request.access), id=view)
    try:
        form = ViewForm(request.POST or None, access=request.access, view=found)
    except Invalid:
        form = ViewForm(request.POST or None, access=request.access, initial={"name": found.name})
    return _kept(request, form, found)


@require_POST
@for_roles("agent", "lead")
def delete(request: StaffRequest, view: UUID) -> HttpResponse:
    delete_view(get_object_or_404(SavedView.objects.changeable_by(request.access), id=view), by=request.access)
    return redirect("cases:views")


@require_POST
@for_roles("agent", "lead")
def pin(request: StaffRequest) -> HttpResponse:
    """One view is put beside her inbox, taken away, or moved up: `act` is pin, unpin or up."""
    try:
        key = UUID(request.POST.get("view", ""))
    except ValueError:
        return redirect("cases:views")
    found = get_object_or_404(SavedView.objects.visible_to(request.access), id=key)
    try:
        pin_views(_after(pinned_views(request.access), found, request.POST.get("act", "")), by=request.access)
    except Refused as no:
        messages.error(request, no.message)
    return redirect("cases:views")


def _after(pinned: list[SavedView], view: SavedView, act: str) -> list[SavedView]:
    others = [one for one in pinned if one != view]
    if act == "unpin":
        return others
    if act == "up" and view in pinned:
        others.insert(max(0, pinned.index(view) - 1), view)
        return others
    return [*others, view]


def _kept(request: StaffRequest, form: ViewForm, found: SavedView | None) -> HttpResponse:
    if request.method == "POST" and "show" in request.POST:
        form.fields["name"].required = False
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            asked = {"view": "filter", "filter": form.text(), "order": form.cleaned_data["order"]}
            return redirect(f"{reverse('cases:inbox')}?{urlencode(asked)}")
        try:
            view = _keep(request, form, found)
            return redirect(f"{reverse('cases:inbox')}?{urlencode({'view': f'{KEPT}{view.id}'})}")
        except Refused as no:
            _show(form, no)
    context = {"form": form, "view": found}
    return render(request, "cases/save_view.html", context, status=422 if form.errors else 200)


def _keep(request: StaffRequest, form: ViewForm, found: SavedView | None) -> SavedView:
    """A new one is pinned, while there is room: it was made to be looked at."""
    if found is not None:
        return change_view(found, form.given(), by=request.access)
    view = save_view(form.given(), by=request.access)
    pinned = pinned_views(request.access)
    if len(pinned) < MOST_PINS:
        pin_views([*pinned, view], by=request.access)
    return view


def _show(form: ViewForm, no: Refused) -> None:
    names = {"filter": "more", "team": "of_team"}
    if isinstance(no, Invalid):
        no = Invalid({names.get(field, field): text for field, text in no.faults.items()})
    show_refusal(form, no)

"""Kept views, for programs."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.kit.errors import Invalid
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from . import shapes
from . import shapes_views as views
from .actions import change_view as changing
from .actions import delete_view as deleting
from .actions import pin_views as pinning
from .actions import save_view as saving
from .models import SavedView
from .reads.inbox import cases_of
from .reads.kept_views import as_views

router = Router(tags=["Views of cases"])


@router.get("/views", response=list[views.ViewOut])
def list_views(request: ApiRequest) -> "QuerySet[SavedView]":
    """Those that the caller may see."""
    only_for(request.access, "agent", "lead")
    return SavedView.objects.visible_to(request.access).select_related("team")


@router.post("/views/save_view", response=views.ViewOut)
def save_view(request: ApiRequest, body: views.ViewBody) -> SavedView:
    only_for(request.access, "agent", "lead")
    return saving.save_view(body.given(), by=request.access)


@router.post("/views/pin_views", response=list[views.ViewOut])
def pin_views(request: ApiRequest, body: views.PinBody) -> list[SavedView]:
    only_for(request.access, "agent", "lead")
    seen = SavedView.objects.visible_to(request.access).select_related("team").in_bulk(body.views)
    if missing := next((id for id in body.views if id not in seen), None):
        raise Invalid({"views": _("There is no %(ref)s that you may see.") % {"ref": missing}})
    return pinning.pin_views([seen[id] for id in body.views], by=request.access)


@router.get("/views/{view}/cases", response=Page[shapes.CaseOut])
def list_cases_of_view(request: ApiRequest, view: UUID, window: Query[Window]) -> dict[str, Any]:
    """In its order; only those that the caller may see."""
    (drawn,) = as_views([_view(request, view)])
    found = cases_of(drawn, request.access).select_related("case_type")
    return page(found, *drawn.order, window=window, nulls_last=drawn.nulls_last)


@router.post("/views/{view}/change_view", response=views.ViewOut)
def change_view(request: ApiRequest, view: UUID, body: views.ViewBody) -> SavedView:
    return changing.change_view(_view(request, view), body.given(), by=request.access)


@router.post("/views/{view}/delete_view", response={204: None})
def delete_view(request: ApiRequest, view: UUID) -> None:
    deleting.delete_view(_view(request, view), by=request.access)


def _view(request: ApiRequest, view: UUID) -> SavedView:
    return by_ref(SavedView.objects.visible_to(request.access).select_related("team"), str(view))

"""Lists that somebody described, as views of the inbox: kept ones by their id, others by what the address says."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.models import SavedView
from andon.cases.models.case_queries import Cases
from andon.cases.rules.filters import Filter, parse
from andon.cases.rules.view_order import ORDERS, USUAL
from andon.kit.errors import Invalid
from andon.people.access import Access

from .filtered import Names, field_kinds, filtered, names_in
from .inbox import View, with_words

KEPT, FILTER = "kept:", "filter"


def pinned_views(access: Access) -> list[SavedView]:
    """Those beside her inbox that she may still see, in her order; one query."""
    if access.user_id is None:
        return []
    pinned = Q(pins__user_id=access.user_id)
    return list(SavedView.objects.visible_to(access).filter(pinned).order_by("pins__position", "pins__id"))


def as_views(kept: Sequence[SavedView]) -> list[View]:
    """At most five queries for any number of views."""
    kinds = field_kinds(view.filter for view in kept)
    filters = [_read(view.filter, kinds) for view in kept]
    names = names_in([found for found in filters if found], kinds)
    return [_view(view, found, names) for view, found in zip(kept, filters, strict=True)]


def asked_view(asked: Mapping[str, Any], access: Access) -> View | None:
    """The view that an address names by `view=kept:<id>`, or describes by `view=filter&filter=…&order=…`; None for
    neither. Raises Invalid for a filter that is not understood."""
    name = str(asked.get("view", ""))
    if name.startswith(KEPT):
        id = _id(name.removeprefix(KEPT))
        found = SavedView.objects.visible_to(access).filter(id=id).first() if id else None
        return as_views([found])[0] if found else None
    if name != FILTER:
        return None
    text, order = str(asked.get("filter", "")), str(asked.get("order", ""))
    order = order if order in ORDERS else USUAL
    kinds = field_kinds([text])
    read = parse(text, kinds)
    names = names_in([read], kinds)
    names.refuse_unknown(read)
    return _drawn(FILTER, _("Filtered"), order, read, names, (("filter", text), ("order", order)))


def _view(kept: SavedView, found: Filter | None, names: Names) -> View:
    name = f"{KEPT}{kept.id}"
    return _drawn(name, kept.name, kept.order, found, names, ())


def _drawn(
    name: str, label: str, order: str, found: Filter | None, names: Names, asked: tuple[tuple[str, str], ...]
) -> View:
    def which(seen: Cases, access: Access) -> Cases:
        return filtered(seen, found, names, access, with_words) if found else seen.none()

    return View(
        name,
        label,
        which,
        ORDERS[order],
        _("What fits this list comes here.") if found else _("Its filter is not understood any more. Change it."),
        "filter",
        asked=asked,
        nulls_last=order == "due",
    )


def _read(text: str, kinds: Mapping[str, str]) -> Filter | None:
    """One that names what is no more shows nothing, and says so."""
    try:
        return parse(text, kinds)
    except Invalid:
        return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

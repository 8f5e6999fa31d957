"""Cursor pages: the next one begins after the last row's sort key, so that rows added meanwhile shift nothing."""

import base64
import json
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from andon.kit.errors import Invalid

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Window(Schema):
    """`?cursor=&limit=` of every list."""

    cursor: str = Field("", max_length=1000, description="next_cursor of the page before; empty for the first page")
    limit: int = Field(50, ge=1, le=200)


class Page(Schema, Generic[T]):
    items: list[T]
    next_cursor: str | None = Field(None, description="null on the last page")


def page(found: QuerySet[M], *order: str, window: Window, nulls_last: bool = False) -> dict[str, Any]:
    """A page of the rows in this order: columns that are never null, all "-" or none, the last one unique.

    `nulls_last`: the first of them may be null, and the order goes up.
    """
    names = [column.removeprefix("-") for column in order]
    if window.cursor:
        values, down = _values(found.model, names, window.cursor), order[0].startswith("-")
        found = found.filter(_after_null(names, values) if nulls_last else _after(names, values, down=down))
    rows = list(found.order_by(*order)[: window.limit + 1])
    more = len(rows) > window.limit
    rows = rows[: window.limit]
    return {"items": rows, "next_cursor": _cursor(rows[-1], names) if more else None}


def _after(names: list[str], values: list[Any], *, down: bool) -> Q:
    """(a, b) beyond (x, y), written out because Django has no row comparison for any column."""
    than = "lt" if down else "gt"
    condition = Q()
    for place, name in enumerate(names):
        same = dict(zip(names[:place], values[:place], strict=True))
        condition |= Q(**same, **{f"{name}__{than}": values[place]})
    # The leading column alone lets the index do the skipping.
    return Q(**{f"{names[0]}__{than}e": values[0]}) & condition


def _after_null(names: list[str], values: list[Any]) -> Q:
    """The database puts nulls last."""
    null = Q(**{f"{names[0]}__isnull": True})
    if values[0] is None:
        return null & _after(names[1:], values[1:], down=False)
    return _after(names, values, down=False) | null


def _cursor(row: Model, names: list[str]) -> str:
    text = json.dumps([getattr(row, name) for name in names], cls=_Exact)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _values(model: type[Model], names: list[str], cursor: str) -> list[Any]:
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [
            model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
            for name, value in zip(names, found, strict=True)
        ]
    except (ValueError, TypeError, ValidationError):
        raise Invalid({"cursor": _("This cursor is not one that a page gave out.")}) from None


class _Exact(DjangoJSONEncoder):
    """Django's encoder cuts instants to milliseconds; a sort key needs them whole."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)

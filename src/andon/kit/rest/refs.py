"""What a caller may write in a URL: the id, or the name that people use, such as a slug."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from andon.kit.errors import Missing

M = TypeVar("M", bound=Model)


def by_ref(found: QuerySet[M], ref: str, *, human: str = "") -> M:
    """The one row of this id, or with this value in the column `human` if one is named; else Missing.

    Hand in `Model.objects.visible_to(access)`: what the caller may not see is Missing too.
    """
    row = found.filter(**_condition(ref, human)).first()
    if row is None:
        raise Missing(_("There is no %(ref)s that you may see.") % {"ref": ref[:80]})
    return row


def by_refs(found: QuerySet[M], refs: list[str], *, human: str) -> dict[str, M]:
    """Many in one or two queries; what is missing is left out."""
    conditions = {ref: _condition(ref, human) for ref in refs}
    ids = [value["id"] for value in conditions.values() if "id" in value]
    names = [value[human] for value in conditions.values() if human in value]
    rows = list(found.filter(id__in=ids)) if ids else []
    rows += list(found.filter(**{f"{human}__in": names})) if names else []
    known = {str(row.pk): row for row in rows} | {str(getattr(row, human)): row for row in rows if names}
    return {ref: row for ref, value in conditions.items() if (row := known.get(str(next(iter(value.values())))))}


def _condition(ref: str, human: str) -> dict[str, object]:
    try:
        return {"id": UUID(ref)}
    except ValueError:
        return {human: ref} if human else {"id": None}

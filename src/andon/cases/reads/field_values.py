"""What the own fields of a case say, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Case, CaseField
from andon.cases.rules.fields import shown_of
from andon.cases.rules.typed_fields import as_read


@dataclass(frozen=True, slots=True)
class FieldValues:
    """`asked`: of its type, as it is now. `earlier`: what is kept, but asked no more."""

    asked: list[tuple[str, str]]
    earlier: list[tuple[str, str]]


def field_values(case: Case) -> FieldValues:
    """One query, also for what an archived field or another type once asked; none for a case without values."""
    return field_values_of([case])[case.id]


def field_values_of(cases: Sequence[Case]) -> dict[UUID, FieldValues]:
    """By case; one query for all of them, none where there are no values."""
    keys = {key for case in cases for key in case.fields}
    known = list(CaseField.objects.filter(key__in=keys)) if keys else []
    return {case.id: _values(case, [one for one in known if one.key in case.fields]) for case in cases}


def _values(case: Case, known: Sequence[CaseField]) -> FieldValues:
    own = [one for one in known if one.case_type_id == case.case_type_id]
    live = shown_of([one for one in own if one.archived_at is None], case.fields)
    applies = {one.key for one in live}
    by_key = {one.key: one for one in [*known, *own]}
    asked = [said for one in live if (said := _said(one, case, one.key))]
    earlier = [
        said for key in sorted(case.fields) if key not in applies and (said := _said(by_key.get(key), case, key))
    ]
    return FieldValues(asked, earlier)


def customer_values(case: Case, definitions: Sequence[CaseField]) -> list[tuple[str, str]]:
    """What a customer reads of them."""
    shown = shown_of(definitions, case.fields)
    return [said for one in shown if one.customer_sees and (said := _said(one, case, one.key))]


def _said(one: CaseField | None, case: Case, key: str) -> tuple[str, str] | None:
    if key not in case.fields:
        return None
    return (one.label if one else key, as_read(case.fields[key], one.choice_labels if one else {}))

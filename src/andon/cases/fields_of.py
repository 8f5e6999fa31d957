"""The own fields of one case: what they become, what is missing, and what the record says of a change."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.errors import Invalid

from .facts_about import CaseFieldsChanged
from .models import Case, CaseField
from .reads.case_types import live_fields
from .rules.fields import ALWAYS, CHOICE, CHOICES, SOLVING, codes_of, missing_fields


def refuse_unsolved(case: Case) -> None:
    """Invalid that names each field that must be filled in before the case is solved; one query."""
    if case.case_type_id and (faults := missing_fields(case.fields, live_fields(case.case_type), SOLVING, ALWAYS)):
        raise Invalid(faults)


def change_of(case: Case, before: Mapping[str, Any], definitions: Sequence[CaseField], *, opening: bool = False) -> Any:
    """The fact about what differs from before."""
    keys = sorted(key for key in {*before, *case.fields} if before.get(key) != case.fields.get(key))
    listed = {one.key for one in definitions if one.kind in (CHOICE, CHOICES)}
    return CaseFieldsChanged(
        case_type=case.case_type.slug if case.case_type else "",
        keys=keys,
        codes={key: sorted(codes_of(case.fields.get(key))) for key in keys if key in listed},
        opening=opening,
    )

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from andon.cases.clocks import DUE, know_again
from andon.cases.fields_of import change_of
from andon.cases.models import Case, CaseType
from andon.cases.reads.case_types import live_fields
from andon.cases.rules.fields import ALWAYS, checked_fields, missing_fields
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_case_fields(
    case: Case, *, by: Actor, case_type: CaseType | None = None, values: Mapping[str, Any] | None = None
) -> Case:
    """Say of which type a case is, what its own fields hold, or both; None leaves it. The same again changes nothing.

    What is always needed cannot be left empty once values are given. Another type keeps what the last one asked.
    """
    (case,) = Case.objects.locked(case)
    was_type, before = case.case_type_id, dict(case.fields)
    case.case_type = case_type or case.case_type
    definitions = live_fields(case.case_type)
    if values:
        case.fields = checked_fields(values, before, definitions)
        if faults := missing_fields(case.fields, definitions, ALWAYS):
            raise Invalid(faults)
    if case.case_type_id != was_type or case.fields != before:
        know_again([case])
        case.save(update_fields=["case_type", "fields", *DUE])
        record(change_of(case, before, definitions), subject=case.subject, by=by, about=case.live_about)
    return case

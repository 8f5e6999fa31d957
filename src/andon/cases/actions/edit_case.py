from collections.abc import Mapping
from typing import Any

from django.db import transaction

from andon.cases.facts import CaseEdited
from andon.cases.models import Case, CaseType
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .set_case_fields import set_case_fields


@transaction.atomic
def edit_case(
    case: Case,
    *,
    by: Actor,
    title: str | None = None,
    order_number: str | None = None,
    case_type: CaseType | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Case:
    """Change what the case is called, which order it is about, its type or own fields. The same again changes
    nothing."""
    if case_type or fields:
        set_case_fields(case, by=by, case_type=case_type, values=fields)
    (case,) = Case.objects.locked(case)
    wanted: dict[str, str] = {}
    if title is not None:
        wanted["title"] = clean(" ".join(title.split()), "title", 200, required=True)
    if order_number is not None:
        wanted["order_number"] = clean(order_number, "order_number", 60)
    changed = [field for field, value in wanted.items() if getattr(case, field) != value]
    for field in changed:
        setattr(case, field, wanted[field])
    if changed:
        case.save(update_fields=changed)
        record(CaseEdited(fields=changed), subject=case.subject, by=by, about=case.live_about)
    return case

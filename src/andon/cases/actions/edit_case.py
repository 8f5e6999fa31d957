from django.db import transaction

from andon.cases.facts import CaseEdited
from andon.cases.models import Case
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def edit_case(case: Case, *, by: Actor, title: str | None = None, order_number: str | None = None) -> Case:
    """Change what the case is called or which order it is about. The same again changes nothing."""
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

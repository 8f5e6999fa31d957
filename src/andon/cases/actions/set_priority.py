from django.db import transaction

from andon.cases.clocks import DUE, know_again
from andon.cases.facts_about import CasePriorityChanged
from andon.cases.models import Case
from andon.cases.reads.case_policy import case_policy
from andon.cases.rules.priorities import check_priority
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_priority(case: Case, *, priority: str, by: Actor) -> Case:
    """How urgent it is; its targets are worked out anew from their start, with every pause. The same again changes
    nothing."""
    check_priority(priority, case_policy().priorities)
    (case,) = Case.objects.locked(case)
    was = case.priority
    if was == priority:
        return case
    case.priority = priority
    know_again([case])
    case.save(update_fields=["priority", *DUE])
    record(CasePriorityChanged(old=was, new=priority), subject=case.subject, by=by, about=case.live_about)
    return case

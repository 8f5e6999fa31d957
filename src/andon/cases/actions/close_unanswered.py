from django.db import transaction

from andon.cases.models import Case
from andon.cases.rules.lifecycle import SOLVED
from andon.cases.rules.reasons import CloseReason
from andon.timeline.actor import Actor

from .close_case import close_case


@transaction.atomic
def close_unanswered(case: Case, *, reminders: int) -> Case:
    """Close a solved case that nobody answered, if she was reminded as often as planned; else it stays solved."""
    (case,) = Case.objects.locked(case, merged=True)
    if case.merged_into_id or case.status != SOLVED or case.reminder_count < reminders:
        return case
    return close_case(case, by=Actor.system("cases"), reason=CloseReason.NO_ANSWER)

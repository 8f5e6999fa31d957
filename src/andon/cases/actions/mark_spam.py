from django.db import transaction

from andon.cases.facts_senders import MarkedSpam
from andon.cases.models import Case
from andon.cases.rules.reasons import CloseReason
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .close_case import close_case


@transaction.atomic
def mark_spam(case: Case, *, by: Actor) -> Case:
    """Close it as spam; what its sender writes into it is put down and wakes nobody. Repeating it changes nothing."""
    (case,) = Case.objects.locked(case)
    if not case.spam:
        record(MarkedSpam(), subject=case.subject, by=by, about=case.live_about)
        case.spam = True
        case.save(update_fields=["spam"])
    return close_case(case, by=by, reason=CloseReason.SPAM)

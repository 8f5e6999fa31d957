from uuid import UUID

from django.db import transaction

from andon.case_escalations.facts import CaseEscalationOverdue
from andon.case_escalations.holding import locked
from andon.case_escalations.models import CaseEscalation
from andon.kit import clock
from andon.timeline.actor import Actor


@transaction.atomic
def note_overdue(escalation_id: UUID) -> None:
    """Nobody accepted in time; recorded once. The policy goes on by itself."""
    known = CaseEscalation.objects.filter(id=escalation_id).first()
    if known is None:
        return
    held = locked(known)
    if held.one.is_overdue and held.one.overdue_at is None:
        held.one.overdue_at = clock.now()
        held.one.save(update_fields=["overdue_at"])
        held.record(CaseEscalationOverdue, by=Actor.system("case_escalations"))

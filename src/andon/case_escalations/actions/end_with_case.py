from uuid import UUID

from django.db import transaction

from andon.case_escalations.ending import end
from andon.case_escalations.facts import CaseEscalationEnded
from andon.case_escalations.holding import locked
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.rules.lifecycle import ENDED
from andon.timeline.actor import Actor


@transaction.atomic
def end_with_case(case_id: UUID, *, by: Actor) -> None:
    """The case was closed: what stands of its escalations, and of those merged into it, ends. Repeating it changes
    nothing; a case that was reopened meanwhile keeps them."""
    for found in CaseEscalation.objects.of_cases([case_id]).standing().order_by("asked_at", "id"):
        held = locked(found)
        if held.one.is_standing and held.case is not None and held.case.status == "closed":
            end(held, ENDED, by=by, why="case_closed")
            held.record(CaseEscalationEnded, by=by, why="case_closed")

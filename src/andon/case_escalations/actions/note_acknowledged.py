from uuid import UUID

from django.db import transaction

from andon.case_escalations.accepting import accept
from andon.case_escalations.models import CaseEscalation
from andon.timeline.actor import Actor


@transaction.atomic
def note_acknowledged(called_for: UUID, *, by: Actor) -> None:
    """Somebody answered the page: she has accepted all that it speaks for, the word follows. Repeating it changes
    nothing."""
    for one in CaseEscalation.objects.called_for(called_for).waiting().order_by("asked_at", "id"):
        accept(one, by=by, answer="")

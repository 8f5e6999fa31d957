from uuid import UUID

from django.db import transaction

from andon.case_escalations.accepting import accept
from andon.case_escalations.models import CaseEscalation
from andon.cases.holding import held
from andon.cases.models import Case
from andon.timeline.actor import Actor


@transaction.atomic
def note_acknowledged(called_for: UUID, *, by: Actor) -> None:
    """Somebody answered the page: she has accepted all that it speaks for, the word follows. Repeating it changes
    nothing."""
    called = list(CaseEscalation.objects.called_for(called_for).waiting().order_by("asked_at", "id"))
    # All at once, in the order in which everybody holds cases; each is held again below, which waits for nobody.
    held(*(Case(pk=one.case_id) for one in called if one.case_id))
    for one in called:
        accept(one, by=by, answer="")

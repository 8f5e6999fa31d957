from django.db import transaction

from andon.cases.models import Case
from andon.routing.carrying import Wanted, carry_out
from andon.routing.models import Decision
from andon.routing.models.decision import Kind
from andon.timeline.actor import Actor

from .accept_suggestion import suggested


@transaction.atomic
def dismiss_suggestion(case: Case, *, by: Actor) -> Decision:
    """Leave the case as it is, and suggest this no more. Raises Conflict when nothing is suggested (any more)."""
    (case,) = Case.objects.locked(case)
    return carry_out(case, suggested(case), Wanted({}, ""), kind=Kind.DISMISSED, by=by)

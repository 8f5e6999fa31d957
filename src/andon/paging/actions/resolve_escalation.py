from django.db import transaction

from andon.paging.models import Escalation
from andon.paging.running import lock
from andon.timeline.actor import Actor

from .end_escalation import end_run


@transaction.atomic
def resolve_escalation(escalation: Escalation, *, by: Actor) -> Escalation:
    """It is over: nobody is summoned by this run any more. The alert stays what its monitor says, and an incident what
    its people say. Repeating it changes nothing."""
    run = lock(escalation.pk)
    end_run(run, by=by)
    return run

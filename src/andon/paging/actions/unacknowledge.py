from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.facts import Unacknowledged
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.running import keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unacknowledge(escalation: Escalation, *, by: Actor) -> Escalation:
    """Nobody is on it after all: it begins again at the first step. Of what runs already nothing is changed."""
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    before = state_of(run)
    state = run_events.unacknowledge(before, clock.now())
    if state is not before:
        run.acknowledged_by = run.acknowledged_at = None
        keep(run, state)
        record(Unacknowledged(), subject=run.itself, by=by, about=[run.subject])
    return run

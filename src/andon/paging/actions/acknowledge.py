from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.facts import Acknowledged, PartlyAcknowledged
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.rules.snapshot import plan_of
from andon.paging.running import keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def acknowledge(escalation: Escalation, *, by: Actor) -> Escalation:
    """Somebody is on it: nobody else is summoned. Acknowledging again changes nothing; the first one stays.

    Where the step asks for several, the others are summoned on until so many have said so.
    """
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already; nothing is left to acknowledge."))
    before = state_of(run)
    person = str(by.user_id) if by.user_id else None
    state = run_events.acknowledge(before, clock.now(), person, plan_of(run.plan))
    if state is before:
        return run
    if state.phase == State.ACKNOWLEDGED:
        run.acknowledged_by_id = UUID(state.heard[0]) if state.heard else None
        run.acknowledged_at = clock.now()
    keep(run, state)
    told = Acknowledged(user=by.user_id)
    partly = PartlyAcknowledged(user=by.user_id, needed=state.needed)
    record(told if state.phase == State.ACKNOWLEDGED else partly, subject=run.itself, by=by, about=[run.subject])
    return run

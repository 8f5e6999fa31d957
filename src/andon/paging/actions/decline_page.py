from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.facts import PageDeclined
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.running import keep, lock, state_of
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def decline_page(escalation: Escalation, user: User, *, by: Actor) -> Escalation:
    """ "Not me": the next one of the same step is summoned, else the next step is taken now. Repeating it changes
    nothing, and so does somebody who was not summoned."""
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    before = state_of(run)
    state = run_events.decline(before, clock.now(), str(user.id))
    if state is before:
        return run
    if before.phase == State.ACKNOWLEDGED and state.phase == State.RUNNING:
        run.acknowledged_by = run.acknowledged_at = None
    run.pages.filter(user=user, declined_at=None).update(declined_at=clock.now())
    keep(run, state)
    record(PageDeclined(user=user.id), subject=run.itself, by=by, about=[run.subject, user.subject])
    return run

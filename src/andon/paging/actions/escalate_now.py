from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.facts import EscalationHurried
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.rules.snapshot import plan_of
from andon.paging.running import keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def escalate_now(escalation: Escalation, *, by: Actor) -> Escalation:
    """Do not wait: take the next step now. A run that was acknowledged or put off runs again.

    When the policy has been gone through, it begins once more if a person or a program asks (not by itself, or a page
    that cannot be delivered would never end). While a step is due anyway, asking again changes nothing.
    """
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    before = state_of(run)
    state = run_events.hurry(before, clock.now(), plan_of(run.plan), asked=by.kind != "system")
    if state == before:
        return run
    if before.phase != State.RUNNING:
        run.acknowledged_by = run.acknowledged_at = None
    keep(run, state)
    record(EscalationHurried(), subject=run.itself, by=by, about=[run.subject])
    return run

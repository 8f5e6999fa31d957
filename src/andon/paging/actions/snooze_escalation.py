from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.paging.facts import EscalationSnoozed
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.running import keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record

LONGEST = timedelta(days=7)


@transaction.atomic
def snooze_escalation(escalation: Escalation, *, until: datetime, by: Actor) -> Escalation:
    """Nobody is summoned until then (a week at most); if it stands by then, it begins again at the first step.

    The same `until` again changes nothing.
    """
    now = clock.now()
    if not now < until <= now + LONGEST:
        raise Invalid({"until": _("Choose a time from now to a week ahead.")})
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    if run.state == State.SNOOZED and run.next_at == until:
        return run
    run.acknowledged_by_id, run.acknowledged_at = by.user_id, now
    keep(run, run_events.snooze(state_of(run), now, until))
    record(EscalationSnoozed(until=until), subject=run.itself, by=by, about=[run.subject])
    return run

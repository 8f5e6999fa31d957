from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.paging.facts import EscalationReassigned
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.reads.snapshot_of import target_now
from andon.paging.rules import run_events
from andon.paging.rules.snapshot import with_first
from andon.paging.running import keep, lock, state_of
from andon.people.models import Team, User
from andon.schedules.models import Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record

WAIT = 10


@transaction.atomic
def reassign_escalation(escalation: Escalation, *, to: User | Schedule | Team, by: Actor) -> Escalation:
    """Somebody else is summoned now. Without her answer within ten minutes it goes on as the policy says: a page that
    is passed on is never forgotten. Each call summons."""
    if isinstance(to, User) and not to.is_active:
        raise Invalid({"to": _("She works here no longer.")})
    run = lock(escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    run.plan = with_first(run.plan, [target_now(to)], wait=WAIT)
    run.acknowledged_by = run.acknowledged_at = None
    keep(run, run_events.reassign(state_of(run), clock.now()))
    record(EscalationReassigned(to=to.subject.key), subject=run.itself, by=by, about=[run.subject, to.subject])
    return run

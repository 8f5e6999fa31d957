from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.facts import Acknowledged
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import cancel


@transaction.atomic
def acknowledge(escalation: Escalation, *, by: Actor) -> Escalation:
    """Somebody is on it: nobody else is summoned. Acknowledging again changes nothing; the first one stays."""
    run = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already; nothing is left to acknowledge."))
    if run.state in (State.RUNNING, State.EXHAUSTED):
        run.state, run.next_at = State.ACKNOWLEDGED, None
        run.acknowledged_by_id, run.acknowledged_at = by.user_id, clock.now()
        run.save(update_fields=["state", "next_at", "acknowledged_by", "acknowledged_at"])
        cancel(f"escalation:{run.id}")
        record(Acknowledged(user=by.user_id), subject=run.itself, by=by, about=[run.subject])
    return run

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.due import take_step
from andon.paging.facts import EscalationHurried
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.reads.who_is_paged import is_gone_through, steps_of
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan


@transaction.atomic
def escalate_now(escalation: Escalation, *, by: Actor) -> Escalation:
    """Do not wait: take the next step now. A run that was acknowledged runs again.

    When the policy has been gone through, it begins once more if a person or a program asks (not by itself, or a page
    that cannot be delivered would never end).
    """
    run = Escalation.objects.select_for_update(of=("self",)).select_related("policy").get(pk=escalation.pk)
    if run.state == State.ENDED:
        raise Conflict(_("This is over already."))
    run.state, run.next_at = State.RUNNING, clock.now()
    if by.kind != "system" and is_gone_through(run, steps_of(run)):
        run.again += 1
    run.save(update_fields=["state", "next_at", "again"])
    plan(take_step, {"escalation": str(run.id)}, key=f"escalation:{run.id}")
    record(EscalationHurried(), subject=run.itself, by=by, about=[run.subject])
    return run

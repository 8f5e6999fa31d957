from django.db import transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.paging.facts import EscalationEnded
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import cancel


@transaction.atomic
def end_escalation(subject: Subject, *, by: Actor) -> None:
    """Nobody is summoned for this subject any more. Without a standing run it changes nothing."""
    run = Escalation.objects.of(subject).standing().select_for_update().first()
    if run is not None:
        run.state, run.next_at, run.ended_at = State.ENDED, None, clock.now()
        run.save(update_fields=["state", "next_at", "ended_at"])
        cancel(f"escalation:{run.id}")
        record(EscalationEnded(), subject=run.itself, by=by, about=[subject])

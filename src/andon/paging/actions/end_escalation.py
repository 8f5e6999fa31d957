from django.db import transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.paging.facts import EscalationEnded
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules import run_events
from andon.paging.running import keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def end_escalation(subject: Subject, *, by: Actor) -> None:
    """Nobody is summoned for this subject any more, concierges included. Without a standing run it changes nothing."""
    for id in Escalation.objects.about(subject).standing().order_by("id").values_list("id", flat=True):
        end_run(lock(id), by=by)


def end_run(run: Escalation, *, by: Actor) -> None:
    """One that is locked."""
    if run.state == State.ENDED:
        return
    run.ended_at = clock.now()
    keep(run, run_events.resolve(state_of(run)))
    record(EscalationEnded(), subject=run.itself, by=by, about=[run.subject])

from django.db import transaction

from andon.kit.subject import Subject
from andon.paging.facts import EscalationAdopted
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules.why import Why
from andon.paging.running import lock
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .note_gravity import note_gravity


@transaction.atomic
def adopt_escalation(escalation: Escalation, *, subject: Subject, why: Why, by: Actor, tier: str = "") -> Escalation:
    """The run speaks for another subject from now on; its step and its acknowledgement stay. No second page.

    Adopting it for the same subject again changes nothing; one that is over is left alone.
    """
    run = lock(escalation.pk)
    if run.subject == subject or run.state == State.ENDED:
        return run
    was = run.subject
    run.subject_kind, run.subject_id, run.why = subject.kind, subject.id, why.stored()
    run.save(update_fields=["subject_kind", "subject_id", "why"])
    record(EscalationAdopted(was=was.key), subject=run.itself, by=by, about=[subject, was])
    return note_gravity(run, severity=why.severity, tier=tier, by=by)

from django.db import transaction

from andon.kit.subject import Subject
from andon.paging.facts import EscalationAdopted
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def adopt_escalation(escalation: Escalation, *, subject: Subject, why: Why, by: Actor) -> Escalation:
    """The run speaks for another subject from now on; its step and its acknowledgement stay. No second page.

    Adopting it for the same subject again changes nothing; one that is over is left alone.
    """
    run = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if run.subject == subject or run.state == State.ENDED:
        return run
    was = run.subject
    run.subject_kind, run.subject_id, run.why = subject.kind, subject.id, why.stored()
    run.save(update_fields=["subject_kind", "subject_id", "why"])
    record(EscalationAdopted(was=was.key), subject=run.itself, by=by, about=[subject, was])
    return run

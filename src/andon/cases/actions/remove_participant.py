from django.db import transaction

from andon.cases.facts import ParticipantRemoved
from andon.cases.models import Case, Participant
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def remove_participant(participant: Participant, *, by: Actor) -> Case:
    """She is no longer in copy. Repeating it changes nothing."""
    case: Case
    (case,) = Case.objects.locked(participant.case)
    if Participant.objects.filter(pk=participant.pk).delete()[0]:
        record(ParticipantRemoved(participant=participant.id), subject=case.subject, by=by, about=case.live_about)
    return case

"""When X happened, do Y."""

from andon.paging.facts import Acknowledged
from andon.paging.models import Escalation
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import PAGE

from .actions.note_acknowledged import note_acknowledged


def somebody_is_on_it(fact: RecordedFact) -> None:
    run = Escalation.objects.get(id=fact.subject_id)
    if run.subject_kind == "incident":
        note_acknowledged(run.subject_id, user_id=fact.body.user, by=fact.by)


REACTIONS = [Reaction(Acknowledged, somebody_is_on_it, lane=PAGE)]

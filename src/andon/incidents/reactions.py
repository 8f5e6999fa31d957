"""When X happened, do Y."""

from andon.conversations.models import Message
from andon.meaning.actions.ask_to_read import ask_to_read
from andon.paging.facts import Acknowledged
from andon.paging.models import Escalation
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import EMBEDDING, PAGE, TELL

from .actions.note_acknowledged import note_acknowledged
from .actions.tell_called import tell_called
from .actions.tell_of_duty import tell_of_duty
from .actions.thank_for_hunch import thank_for_hunch
from .facts import DutyTaken, IncidentDeclared, IncidentEdited, OutcomeSaid, PostedOnLine
from .models import Incident
from .rules.outcomes import CONFIRMED


def somebody_is_on_it(fact: RecordedFact) -> None:
    run = Escalation.objects.get(id=fact.subject_id)
    if run.subject_kind == "incident" and run.concierge_of_id is None:
        note_acknowledged(run.subject_id, user_id=fact.body.user, by=fact.by)


def somebody_is_called(fact: RecordedFact) -> None:
    message = Message.objects.standing().filter(id=fact.body.message).first()
    if message is not None and message.mentions:
        tell_called(Incident.objects.get(id=fact.subject_id), message)


def somebody_is_put_on_it(fact: RecordedFact) -> None:
    incident = Incident.objects.get(id=fact.subject_id)
    tell_of_duty(incident, to=fact.body.user, kind=fact.body.kind, key=str(fact.id), by=fact.by)


def a_hunch_ended(fact: RecordedFact) -> None:
    if fact.body.outcome == CONFIRMED:
        thank_for_hunch(Incident.objects.get(id=fact.subject_id), by=fact.by)


def read_incident(fact: RecordedFact) -> None:
    ask_to_read("incident", [fact.subject_id])


REACTIONS = [
    Reaction(Acknowledged, somebody_is_on_it, lane=PAGE),
    Reaction(PostedOnLine, somebody_is_called, lane=TELL),
    Reaction(DutyTaken, somebody_is_put_on_it, lane=TELL),
    Reaction(OutcomeSaid, a_hunch_ended, lane=TELL),
    Reaction(IncidentDeclared, read_incident, lane=EMBEDDING),
    Reaction(IncidentEdited, read_incident, lane=EMBEDDING),
]

"""When X happened, do Y."""

from andon.cases.facts import CaseClosed, CaseSolved, ReplySent, ReplyWithdrawn
from andon.cases.facts_merging import CaseLetGo, CaseTakenIn
from andon.incidents.facts import UpdateRungReached
from andon.incidents.models import Incident
from andon.incidents.rules.update_ladder import SOON
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction

from .actions.count_promises_again import count_promises_again
from .actions.keep_promises import keep_promises
from .actions.note_next_update import note_next_update
from .actions.release_promises import release_promises
from .actions.take_answer_back import take_answer_back


def answered(fact: RecordedFact) -> None:
    keep_promises(fact.subject_id, message=fact.body.message, at=fact.at, by=fact.by)


def asked_whether_it_works(fact: RecordedFact) -> None:
    """She was written to."""
    keep_promises(fact.subject_id, message=None, at=fact.at, by=fact.by)


def taken_back(fact: RecordedFact) -> None:
    take_answer_back(fact.body.message, by=fact.by)


def closed(fact: RecordedFact) -> None:
    release_promises(fact.subject_id, by=fact.by)


def not_updated(fact: RecordedFact) -> None:
    """The promised next update of an incident is due and was not told."""
    if fact.body.rung != SOON:
        incident = Incident.objects.get(id=fact.subject_id)
        note_next_update(incident, due_at=fact.body.promised_at, told_at=None, by=fact.by)


def merged_or_apart(fact: RecordedFact) -> None:
    count_promises_again([fact.subject_id, fact.body.case])


REACTIONS = [
    Reaction(ReplySent, answered),
    Reaction(CaseSolved, asked_whether_it_works),
    Reaction(ReplyWithdrawn, taken_back),
    Reaction(CaseClosed, closed),
    Reaction(UpdateRungReached, not_updated),
    Reaction(CaseTakenIn, merged_or_apart),
    Reaction(CaseLetGo, merged_or_apart),
]

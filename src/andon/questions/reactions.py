"""When X happened, do Y."""

from collections.abc import Iterable
from uuid import UUID

from andon.cases.facts import CaseClosed, CaseReopened, ReplyWithdrawn
from andon.cases.facts_merging import CaseLetGo, CaseTakenIn
from andon.incidents.facts import CasesLinked, CaseUnlinked, IncidentResolved
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions.close_question import close_question
from .actions.put_to_cases import put_to_cases
from .actions.take_pass_back import take_pass_back
from .actions.tell_all_answered import tell_all_answered
from .actions.tell_asked import tell_asked
from .due import SYSTEM
from .facts import CasesAsked, QuestionAnswered
from .models import Ask, Question
from .rules.lifecycle import WITHDRAWN


def ask_the_linked(fact: RecordedFact) -> None:
    _match([fact.subject_id])


def ask_through_the_survivor(fact: RecordedFact) -> None:
    """Merged, or apart again: both cases may be linked."""
    _match_cases([fact.subject_id, fact.body.case])


def follow_the_case(fact: RecordedFact) -> None:
    """Closed, it is asked no more; running again, it is."""
    _match_cases([fact.subject_id])


def take_back(fact: RecordedFact) -> None:
    take_pass_back(fact.body.message, by=fact.by)


def close_with_the_incident(fact: RecordedFact) -> None:
    for question in Question.objects.open().filter(incident=fact.subject_id):
        close_question(question, by=SYSTEM, why="resolved")


def tell_the_owners(fact: RecordedFact) -> None:
    question = Question.objects.select_related("incident").get(id=fact.body.question)
    tell_asked(question, key=str(fact.id), by=fact.by, only=fact.body.asks)


def tell_the_asker(fact: RecordedFact) -> None:
    tell_all_answered(Question.objects.select_related("incident").get(id=fact.body.question))


def _match_cases(cases: Iterable[UUID]) -> None:
    wanted = list(cases)
    asked = Ask.objects.filter(case__in=wanted).values_list("question__incident_id", flat=True)
    linked = [one.id for incidents in incidents_of_cases(wanted).values() for one in incidents]
    _match(dict.fromkeys([*linked, *asked]))


def _match(incidents: Iterable[UUID]) -> None:
    for question in Question.objects.filter(incident__in=list(incidents)).exclude(status=WITHDRAWN).order_by("id"):
        put_to_cases(question, by=SYSTEM)


REACTIONS = [
    Reaction(CasesLinked, ask_the_linked),
    Reaction(CaseUnlinked, ask_the_linked),
    Reaction(CaseTakenIn, ask_through_the_survivor),
    Reaction(CaseLetGo, ask_through_the_survivor),
    Reaction(CaseClosed, follow_the_case),
    Reaction(CaseReopened, follow_the_case),
    Reaction(IncidentResolved, close_with_the_incident),
    Reaction(ReplyWithdrawn, take_back),
    Reaction(CasesAsked, tell_the_owners, lane=TELL),
    Reaction(QuestionAnswered, tell_the_asker, lane=TELL),
]

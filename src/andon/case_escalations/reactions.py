"""When X happened, do Y."""

from andon.cases.facts import CaseClosed
from andon.cases.facts_merging import CaseMerged, MergeUndone
from andon.paging.facts import Acknowledged
from andon.paging.models import Escalation
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import PAGE, TELL

from .actions import end_with_case as ending
from .actions.note_acknowledged import note_acknowledged
from .actions.renew_call import renew_call
from .actions.tell_of_escalation import tell_of_escalation
from .facts import (
    CaseDeEscalated,
    CaseEscalationAccepted,
    CaseEscalationDeclined,
    CaseEscalationOverdue,
    CaseEscalationRaised,
)


def somebody_has_it(fact: RecordedFact) -> None:
    run = Escalation.objects.get(id=fact.subject_id)
    if run.subject_kind == "case_escalation":
        note_acknowledged(run.subject_id, by=fact.by)


def end_with_case(fact: RecordedFact) -> None:
    ending.end_with_case(fact.subject_id, by=fact.by)


def say_which_case(fact: RecordedFact) -> None:
    renew_call([fact.subject_id, fact.body.into], by=fact.by)


def tell_raised(fact: RecordedFact) -> None:
    tell_of_escalation(fact.body.escalation, "raised", by=fact.by)


def tell_accepted(fact: RecordedFact) -> None:
    tell_of_escalation(fact.body.escalation, "accepted", by=fact.by)


def tell_declined(fact: RecordedFact) -> None:
    tell_of_escalation(fact.body.escalation, "declined", by=fact.by)


def tell_overdue(fact: RecordedFact) -> None:
    tell_of_escalation(fact.body.escalation, "overdue", by=fact.by)


def tell_over(fact: RecordedFact) -> None:
    tell_of_escalation(fact.body.escalation, "over", by=fact.by)


REACTIONS = [
    Reaction(Acknowledged, somebody_has_it, lane=PAGE),
    Reaction(CaseClosed, end_with_case, lane=PAGE),
    Reaction(CaseMerged, say_which_case, lane=PAGE),
    Reaction(MergeUndone, say_which_case, lane=PAGE),
    Reaction(CaseEscalationRaised, tell_raised, lane=TELL),
    Reaction(CaseEscalationAccepted, tell_accepted, lane=TELL),
    Reaction(CaseEscalationDeclined, tell_declined, lane=TELL),
    Reaction(CaseEscalationOverdue, tell_overdue, lane=TELL),
    Reaction(CaseDeEscalated, tell_over, lane=TELL),
]

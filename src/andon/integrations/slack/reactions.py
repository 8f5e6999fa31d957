"""When X happened, do Y."""

from andon.conversations.models import Message
from andon.incidents.facts import (
    CasesLinked,
    CaseUnlinked,
    DutyTaken,
    EtaSet,
    IncidentAcknowledged,
    IncidentDeclared,
    IncidentEdited,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    PostedOnLine,
    SeveritySet,
)
from andon.incidents.models import Incident
from andon.paging.facts import (
    Acknowledged,
    EscalationEnded,
    EscalationExhausted,
    EscalationHurried,
    EscalationSnoozed,
    Paged,
    PageTimedOut,
    PartlyAcknowledged,
    Unacknowledged,
)
from andon.paging.models import Escalation
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import PAGE, TELL

from .changes import mirror, open_by_rule, show_change, show_run
from .homes import with_channel
from .planning import invite_all


def incident_declared(fact: RecordedFact) -> None:
    open_by_rule(_incident(fact), fact)


def severity_set(fact: RecordedFact) -> None:
    incident = _incident(fact)
    show_change(incident, fact, aloud=True)
    open_by_rule(incident, fact)


def said_in_channel(fact: RecordedFact) -> None:
    show_change(_incident(fact), fact, aloud=True)


def shown_in_channel(fact: RecordedFact) -> None:
    show_change(_incident(fact), fact, aloud=False)


def duty_taken(fact: RecordedFact) -> None:
    incident = _incident(fact)
    invite_all(with_channel(incident), incident, fact.body.user)
    show_change(incident, fact, aloud=True)


def somebody_is_summoned(fact: RecordedFact) -> None:
    run = Escalation.objects.get(id=fact.subject_id)
    if run.subject_kind == "incident":
        incident = Incident.objects.get(id=run.subject_id)
        invite_all(with_channel(incident), incident, fact.body.user)


def posted_on_line(fact: RecordedFact) -> None:
    message = Message.objects.standing().filter(id=fact.body.message).first()
    if message is not None:
        mirror(_incident(fact), message)


def run_changed(fact: RecordedFact) -> None:
    show_run(Escalation.objects.get(id=fact.subject_id), fact)


def _incident(fact: RecordedFact) -> Incident:
    return Incident.objects.get(id=fact.subject_id)


RUN_CHANGES = (
    Acknowledged,
    EscalationEnded,
    EscalationExhausted,
    EscalationHurried,
    EscalationSnoozed,
    PageTimedOut,
    PartlyAcknowledged,
    Unacknowledged,
)
REACTIONS = [
    Reaction(IncidentDeclared, incident_declared, lane=TELL),
    Reaction(SeveritySet, severity_set, lane=TELL),
    *(
        Reaction(when, said_in_channel, lane=TELL)
        for when in (EtaSet, IncidentAcknowledged, IncidentMitigated, IncidentResolved, IncidentReopened)
    ),
    *(Reaction(when, shown_in_channel, lane=TELL) for when in (CasesLinked, CaseUnlinked, IncidentEdited)),
    Reaction(DutyTaken, duty_taken, lane=TELL),
    Reaction(Paged, somebody_is_summoned, lane=TELL),
    Reaction(PostedOnLine, posted_on_line, lane=TELL),
    *(Reaction(when, run_changed, lane=PAGE) for when in RUN_CHANGES),
]

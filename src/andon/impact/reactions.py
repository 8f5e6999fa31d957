"""When X happened, do Y."""

from andon.cases.facts import CaseClosed, StillBrokenSaid
from andon.cases.facts_merging import CaseMerged, MergeUndone
from andon.incidents.facts import (
    AccountsInferred,
    AccountsSaid,
    CasesLinked,
    CaseUnlinked,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
)
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.timeline.facts import type_of
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions.end_rule_pages import end_rule_pages
from .watching import find_soon, look_soon


def incident_changed(fact: RecordedFact) -> None:
    incident = Incident.objects.get(id=fact.subject_id)
    look_soon(incident)
    if fact.kind in _REPORTS and incident.is_standing:
        find_soon(incident.subject)


def rules_are_over(fact: RecordedFact) -> None:
    end_rule_pages(Incident.objects.get(id=fact.subject_id), by=fact.by)


def case_said(fact: RecordedFact) -> None:
    for incident in incidents_of_cases([fact.subject_id], standing=True)[fact.subject_id]:
        look_soon(incident)


_REPORTS = {type_of(when).kind for when in (IncidentDeclared, CasesLinked, CaseUnlinked, IncidentReopened)}

REACTIONS = [
    *(
        Reaction(when, incident_changed, lane=TELL)
        for when in (
            IncidentDeclared,
            CasesLinked,
            CaseUnlinked,
            IncidentMitigated,
            IncidentReopened,
            IncidentResolved,
        )
    ),
    Reaction(AccountsSaid, incident_changed, lane=TELL),
    Reaction(AccountsInferred, incident_changed, lane=TELL),
    Reaction(IncidentResolved, rules_are_over, lane=TELL),
    *(Reaction(when, case_said, lane=TELL) for when in (StillBrokenSaid, CaseClosed, CaseMerged, MergeUndone)),
]

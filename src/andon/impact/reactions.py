"""When X happened, do Y."""

from andon.cases.facts import CaseClosed, StillBrokenSaid
from andon.cases.facts_merging import CaseMerged, MergeUndone
from andon.incidents.facts import (
    CasesLinked,
    CaseUnlinked,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
)
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .watching import look_soon


def incident_changed(fact: RecordedFact) -> None:
    look_soon(Incident.objects.get(id=fact.subject_id))


def case_said(fact: RecordedFact) -> None:
    for incident in incidents_of_cases([fact.subject_id], standing=True)[fact.subject_id]:
        look_soon(incident)


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
    *(Reaction(when, case_said, lane=TELL) for when in (StillBrokenSaid, CaseClosed, CaseMerged, MergeUndone)),
]

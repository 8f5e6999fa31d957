"""When X happened, do Y. Whatever may change what an incident costs looks at the contracts that it touches."""

from collections.abc import Callable

from andon.cases.facts_merging import CaseMerged, MergeUndone
from andon.incidents.facts import (
    CasesLinked,
    CaseUnlinked,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    SeveritySet,
)
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions.pass_milestones import pass_milestones
from .facts import ContractPut, CorrectionTakenBack, MinutesCorrected
from .reads.contracts_of import contracts_of_case, contracts_of_incident


def incident_changed(fact: RecordedFact) -> None:
    pass_milestones(contracts_of_incident(fact.subject_id))


def contract_changed(fact: RecordedFact) -> None:
    pass_milestones([fact.subject_id])


def case_merged(fact: RecordedFact) -> None:
    pass_milestones(contracts_of_case(fact.subject_id))


def _on(do: Callable[[RecordedFact], None], *facts: type) -> list[Reaction]:
    return [Reaction(when, do, lane=TELL) for when in facts]


REACTIONS = [
    *_on(incident_changed, IncidentDeclared, CasesLinked, CaseUnlinked, SeveritySet),
    *_on(incident_changed, IncidentMitigated, IncidentResolved, IncidentReopened),
    *_on(contract_changed, ContractPut, MinutesCorrected, CorrectionTakenBack),
    *_on(case_merged, CaseMerged, MergeUndone),
]

"""Do what was suggested or chosen instead, by the actions that people have for it, and remember how it stood before."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.set_priority import set_priority
from andon.cases.actions.set_service import set_service
from andon.cases.models import Case
from andon.catalog.models import Capability, Service
from andon.kit import clock
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .facts import SuggestionAccepted, SuggestionCorrected, SuggestionDismissed
from .models import Decision, Prediction
from .models.decision import Kind
from .reads.suggestions import Suggestion
from .rules.fields import CAPABILITY, FIELDS, PRIORITY, SERVICE, TEAM
from .state import standing_of

_FACTS = {
    Kind.ACCEPTED: SuggestionAccepted,
    Kind.CORRECTED: SuggestionCorrected,
    Kind.DISMISSED: SuggestionDismissed,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the case is to have, by field; a field that is not named stays as it is."""

    labels: Mapping[str, str]
    reason: str


def carry_out(case: Case, suggestion: Suggestion, wanted: Wanted, *, kind: Kind, by: Actor) -> Decision:
    """Inside a transaction that holds the case. The hand-over comes last: its note says why."""
    before = standing_of(case)
    case = _change(case, wanted, by)
    after = standing_of(case)
    decision = Decision.objects.create(case=case, kind=kind, by=by.key, at=clock.now(), before=before, after=after)
    _note_outcomes(decision, suggestion, wanted)
    changed = [field for field in FIELDS if before[field] != after[field]]
    fields = list(suggestion.labels) if kind == Kind.DISMISSED else changed
    record(_FACTS[kind](decision=decision.id, fields=fields), subject=case.subject, by=by, about=case.live_about)
    return decision


def _change(case: Case, wanted: Wanted, by: Actor) -> Case:
    labels = wanted.labels
    if labels.get(CAPABILITY):
        capability = Capability.objects.select_related("service").get(id=UUID(labels[CAPABILITY]))
        case = set_service(case, service=capability.service, capability=capability, by=by)
    elif SERVICE in labels:
        service = Service.objects.get(id=UUID(labels[SERVICE])) if labels[SERVICE] else None
        case = set_service(case, service=service, by=by)
    if labels.get(PRIORITY):
        case = set_priority(case, priority=labels[PRIORITY], by=by)
    if labels.get(TEAM) and labels[TEAM] != str(case.team_id or ""):
        team = Team.objects.get(id=UUID(labels[TEAM]))
        (case,) = hand_over_cases([case], to_team=team, reason=wanted.reason, by=by)
    return case


def _note_outcomes(decision: Decision, suggestion: Suggestion, wanted: Wanted) -> None:
    """A capability that was suggested stood for its service too."""
    labels = dict(suggestion.labels)
    if CAPABILITY in labels:
        hidden = Prediction.objects.filter(case=decision.case, field=SERVICE, outcome="", accepted=True)
        labels |= dict(hidden.values_list("field", "label"))
    for field, label in labels.items():
        outcome = _outcome(decision, label, wanted.labels.get(field, decision.after[field]))
        asked = Prediction.objects.filter(case=decision.case, field=field)
        asked.update(outcome=outcome, decision=decision)


def _outcome(decision: Decision, label: str, chosen: str) -> str:
    if decision.kind == Kind.DISMISSED:
        return Kind.DISMISSED
    return Kind.ACCEPTED if chosen == label else Kind.CORRECTED

"""When X happened, do Y."""

from andon.cases.facts import (
    CaseClosed,
    CaseImported,
    CaseSolved,
    OwnershipHandedOver,
)
from andon.cases.facts_about import CasePriorityChanged, CaseServiceChanged
from andon.meaning.facts import ModelTakesOver
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction

from .actions import note_choices as noting
from .facts import RouteCorrected, RouteUndone
from .planning import learn_soon


def note_choices(fact: RecordedFact) -> None:
    noting.note_choices([fact.subject_id])


def learn_correction(fact: RecordedFact) -> None:
    """What was wrong is learned at once, however little is new."""
    noting.note_choices([fact.subject_id])
    learn_soon(fact.body.fields)


def learn_anew(fact: RecordedFact) -> None:
    """Two models' vectors are never compared."""
    learn_soon()


_CHOSEN = (
    CaseClosed,
    CaseImported,
    CasePriorityChanged,
    CaseServiceChanged,
    CaseSolved,
    OwnershipHandedOver,
    RouteUndone,
)
REACTIONS = [
    *(Reaction(when, note_choices) for when in _CHOSEN),
    Reaction(RouteCorrected, learn_correction),
    Reaction(ModelTakesOver, learn_anew),
]

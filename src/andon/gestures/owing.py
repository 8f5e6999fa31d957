"""A gesture that may be given becomes an obligation of its case."""

from andon.cases.actions.owe import owe
from andon.cases.models import Obligation
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.timeline.actor import Actor

from .models import Gesture


def owe_gesture(gesture: Gesture, by: Actor) -> Obligation:
    item = ObligationIn(case=gesture.case, kind=Kind.GESTURE, source=gesture.subject, label=gesture.words)
    return owe([item], by=by)[0]

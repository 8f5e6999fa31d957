"""When X happened here, do Y."""

from andon.meaning.actions.ask_to_read import ask_to_read
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import EMBEDDING

from .facts import SignalReceived


def read_signal(fact: RecordedFact) -> None:
    ask_to_read("signal", [fact.subject_id])


REACTIONS = [Reaction(SignalReceived, read_signal, lane=EMBEDDING)]

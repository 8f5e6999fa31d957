"""When X happened here, do Y."""

from andon.meaning.actions.ask_to_read import ask_to_read
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import EMBEDDING

from .facts import AlertOpened, AlertWorsened
from .models.alert import pages


def read_alert(fact: RecordedFact) -> None:
    """Of those that page: a storm of warnings says nothing about customers."""
    if pages(fact.body.severity):
        ask_to_read("alert", [fact.subject_id])


REACTIONS = [Reaction(when, read_alert, lane=EMBEDDING) for when in (AlertOpened, AlertWorsened)]

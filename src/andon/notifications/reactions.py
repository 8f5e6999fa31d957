"""When X happened, do Y."""

from andon.channels.facts import DeliveryBounced, DeliveryFailed
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import PAGE

from .actions.hurry_notice import hurry_notice


def hurry_next_way(fact: RecordedFact) -> None:
    hurry_notice(fact.body.key)


REACTIONS = [
    Reaction(DeliveryFailed, hurry_next_way, lane=PAGE),
    Reaction(DeliveryBounced, hurry_next_way, lane=PAGE),
]

"""When X happened here, do Y."""

from andon.cases.facts import ReplyWithdrawn
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions import take_offer_back as offers
from .actions import tell_of_gesture as telling
from .facts import GestureApproved, GestureDeclined, GestureGiven


def tell_of_gesture(fact: RecordedFact) -> None:
    if getattr(fact.body, "waits", True):
        telling.tell_of_gesture(fact.body.gesture)


def take_offer_back(fact: RecordedFact) -> None:
    offers.take_offer_back(fact.body.message)


REACTIONS = [
    Reaction(GestureGiven, tell_of_gesture, lane=TELL),
    Reaction(GestureApproved, tell_of_gesture, lane=TELL),
    Reaction(GestureDeclined, tell_of_gesture, lane=TELL),
    Reaction(ReplyWithdrawn, take_offer_back),
]

"""When X happened, do Y."""

from andon.cases.facts import ReporterConfirmed
from andon.cases.facts_owed import ObligationMet
from andon.channels.facts import DeliveryBounced, DeliveryFailed, DeliverySuppressed, DeliveryTold
from andon.channels.models import Delivery
from andon.incidents.facts import CasesLinked
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions.note_not_told import note_not_told
from .actions.note_told import note_told
from .actions.note_told_by_hand import note_told_by_hand
from .actions.tell_latecomers import tell_latecomers


def told(fact: RecordedFact) -> None:
    if fact.body.purpose == "update":
        note_told(fact.body.key, by=fact.by)


def not_told(fact: RecordedFact) -> None:
    if fact.body.purpose == "update":
        why = Delivery.objects.get(key=fact.body.key).error
        note_not_told(fact.body.key, why=why, by=fact.by)


def told_by_hand(fact: RecordedFact) -> None:
    note_told_by_hand(fact.body.obligation)


def owe_latest_update(fact: RecordedFact) -> None:
    tell_latecomers(fact.subject_id)


def owe_latest_updates(fact: RecordedFact) -> None:
    """Now that the address is known to be hers."""
    for incidents in incidents_of_cases([fact.subject_id], standing=True).values():
        for incident in incidents:
            tell_latecomers(incident.id)


REACTIONS = [
    Reaction(DeliveryTold, told, lane=TELL),
    Reaction(DeliveryFailed, not_told, lane=TELL),
    Reaction(DeliveryBounced, not_told, lane=TELL),
    Reaction(DeliverySuppressed, not_told, lane=TELL),
    Reaction(ObligationMet, told_by_hand, lane=TELL),
    Reaction(CasesLinked, owe_latest_update, lane=TELL),
    Reaction(ReporterConfirmed, owe_latest_updates, lane=TELL),
]

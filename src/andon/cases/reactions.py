"""When X happened here, do Y."""

from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions import send_receipt as receipt
from .actions import tell_mentioned as mentioned
from .actions import tell_merged as merged
from .actions import tell_stand_in as stand_in
from .facts import CaseOpened, CustomerWrote, NoteWritten
from .facts_merging import CaseMerged, MergeUndone
from .models import Case


def send_receipt(fact: RecordedFact) -> None:
    if fact.body.receipt:
        receipt.send_receipt(Case.objects.with_people().get(id=fact.subject_id))


def tell_stand_in(fact: RecordedFact) -> None:
    stand_in.tell_stand_in(Case(id=fact.subject_id), about=str(fact.body.message))


def tell_mentioned(fact: RecordedFact) -> None:
    if fact.body.mentions:
        case = Case.objects.get(id=fact.subject_id)
        mentioned.tell_mentioned(case, fact.body.mentions, message=fact.body.message)


def tell_merged(fact: RecordedFact) -> None:
    merged.tell_merged(fact.subject_id, fact.body.into, key=str(fact.id), by=fact.by)


REACTIONS = [
    Reaction(CaseOpened, send_receipt, lane=TELL),
    Reaction(CustomerWrote, tell_stand_in, lane=TELL),
    Reaction(NoteWritten, tell_mentioned, lane=TELL),
    Reaction(CaseMerged, tell_merged, lane=TELL),
    Reaction(MergeUndone, tell_merged, lane=TELL),
]

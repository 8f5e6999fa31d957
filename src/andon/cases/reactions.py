"""When X happened here, do Y."""

from andon.customers.facts import AccountPut
from andon.meaning.actions.ask_to_read import ask_to_read
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import EMBEDDING, TELL

from .actions import know_account_again as account
from .actions import know_fields_again as fields
from .actions import send_receipt as receipt
from .actions import tell_assigned as assigned
from .actions import tell_mentioned as mentioned
from .actions import tell_merged as merged
from .actions import tell_owner as owner
from .actions import tell_stand_in as stand_in
from .facts import (
    CaseAssigned,
    CaseEdited,
    CaseImported,
    CaseOpened,
    CaseReopened,
    CustomerWrote,
    NoteWritten,
    OwnershipHandedOver,
    ReporterConfirmed,
)
from .facts_about import CaseServiceChanged
from .facts_merging import CaseMerged, CaseSplitOff, MergeUndone
from .facts_own import CaseFieldDefined
from .facts_senders import MarkedSpam
from .models import Case


def send_receipt(fact: RecordedFact) -> None:
    if fact.body.receipt:
        receipt.send_receipt(Case.objects.with_people().get(id=fact.subject_id))


def tell_stand_in(fact: RecordedFact) -> None:
    stand_in.tell_stand_in(Case(id=fact.subject_id), about=str(fact.body.message))


def tell_owner(fact: RecordedFact) -> None:
    if not fact.body.automatic:
        owner.tell_owner(fact.subject_id, about=fact.body.message)


def tell_assigned(fact: RecordedFact) -> None:
    if fact.body.to_user and fact.by.kind in ("person", "integration") and not _came_by_itself(fact):
        case = Case.objects.get(id=fact.subject_id)
        assigned.tell_assigned(case, to=fact.body.to_user, key=str(fact.id), by=fact.by)


def _came_by_itself(fact: RecordedFact) -> bool:
    """What nobody decided is seen in her inbox."""
    return isinstance(fact.body, CaseAssigned) and fact.body.how == "least_loaded"


def tell_mentioned(fact: RecordedFact) -> None:
    if fact.body.mentions:
        case = Case.objects.get(id=fact.subject_id)
        mentioned.tell_mentioned(case, fact.body.mentions, message=fact.body.message, by=fact.by)


def tell_merged(fact: RecordedFact) -> None:
    merged.tell_merged(fact.subject_id, fact.body.into, key=str(fact.id), by=fact.by)


def know_account_again(fact: RecordedFact) -> None:
    if not fact.body.created:
        account.know_account_again(fact.subject_id)


def know_fields_again(fact: RecordedFact) -> None:
    fields.know_fields_again(fact.body.key, by=fact.by)


def read_case(fact: RecordedFact) -> None:
    """By the room that understands texts: her words are new, or there are more of them, or they count again."""
    ask_to_read("case", [fact.subject_id])


_CHANGE_WHAT_IT_SAYS = (
    CaseOpened,
    CaseImported,
    CaseEdited,
    CaseReopened,
    CaseServiceChanged,
    CaseSplitOff,
    CustomerWrote,
    MarkedSpam,
    ReporterConfirmed,
)
REACTIONS = [
    Reaction(AccountPut, know_account_again),
    Reaction(CaseFieldDefined, know_fields_again),
    Reaction(CaseOpened, send_receipt, lane=TELL),
    Reaction(CustomerWrote, tell_stand_in, lane=TELL),
    Reaction(CustomerWrote, tell_owner, lane=TELL),
    Reaction(CaseAssigned, tell_assigned, lane=TELL),
    Reaction(OwnershipHandedOver, tell_assigned, lane=TELL),
    Reaction(NoteWritten, tell_mentioned, lane=TELL),
    Reaction(CaseMerged, tell_merged, lane=TELL),
    Reaction(MergeUndone, tell_merged, lane=TELL),
    *(Reaction(when, read_case, lane=EMBEDDING) for when in _CHANGE_WHAT_IT_SAYS),
]

"""What a customer may read of her case."""

from dataclasses import dataclass
from datetime import datetime

from andon.cases.models import Case
from andon.cases.models.obligation import Kind, State
from andon.cases.reads.case_types import live_fields
from andon.cases.reads.field_values import customer_values
from andon.cases.reads.homes import obligations_of
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.incidents.reads.customer_view import Disturbance, customer_view
from andon.kit import clock
from andon.portal.rules.steps import Step, steps, words
from andon.promises.models import Promise
from andon.promises.reads.promised_to import promised_to
from andon.questions.reads.asked_of_customer import AskedOfHer, asked_of_customer

MOST_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class MyCase:
    """`asked`: we want to know whether it works. `questions`: what engineers want to know of her. `messages` are newest
    first. `promised`: what we said she would get by when, and still owe her.
    """

    case: Case
    words: str
    steps: list[Step]
    asked: bool
    questions: list[AskedOfHer]
    disturbances: list[Disturbance]
    messages: list[Message]
    owner: str
    fields: list[tuple[str, str]]
    promised: list[Promise]

    @property
    def state_key(self) -> str:
        """The same while the case stands as it does: an answer to that is one answer, however often it is sent."""
        return f"{int(self.case.status_since.timestamp() * 1_000_000):032x}"


def my_case(case: Case, contact: Contact) -> MyCase:
    """A fixed number of queries, however long the thread is. How far we are with a merged case says its survivor."""
    stands = Case.objects.with_people().get(id=case.merged_into_id) if case.merged_into_id else case
    return MyCase(
        case=case,
        words=words(stands.status, solved=stands.solved_at is not None),
        steps=steps(stands.status, case.opened_at, stands.first_reply_at, stands.solved_at, stands.closed_at),
        asked=is_asked(case),
        questions=asked_of_customer(case, contact),
        disturbances=customer_view(case),
        messages=messages_shown(case, contact)[::-1],
        owner=stands.owner.name if stands.owner else "",
        fields=customer_values(case, live_fields(case.case_type)) if case.fields else [],
        promised=promised_to(case),
    )


def is_asked(case: Case) -> bool:
    """Solved, or something is over that she is to verify. Of a case merged into somebody else's, she is not asked."""
    if case.status == "closed" or case.merged_into_id:
        return False
    owed = obligations_of(case).filter(contact=case.contact_id, kind=Kind.VERIFY, state=State.OWED)
    return case.status == "solved" or owed.exists()


def messages_shown(case: Case, contact: Contact) -> list[Message]:
    """What she wrote and what we sent her; what its writer can still take back is not sent yet."""
    found = messages_of_holder(case, contact, limit=MOST_MESSAGES)
    return [message for message in found if not _can_be_taken_back(message, clock.now())]


def _can_be_taken_back(message: Message, now: datetime) -> bool:
    return not message.is_from_customer and message.can_be_undone(now)

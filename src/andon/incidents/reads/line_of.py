"""The line: what agents and engineers wrote about an incident, as far as the reader may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from andon.conversations.models import Message
from andon.conversations.reads.messages_for import messages_for
from andon.incidents.models import Incident, ShownAnswer
from andon.incidents.rules.line import sign_of, words_of
from andon.kit.subject import Subject
from andon.people.models import Membership

MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A message; `shown`: the linked cases show it."""

    message: Message
    sign: str
    readers: str
    shown: bool
    by_engineer: bool

    @property
    def subject(self) -> Subject:
        return Subject("message", self.message.id)


def line_of(incident: Incident, classes: Collection[str]) -> list[Entry]:
    """The newest messages of these classes, oldest first; four queries."""
    messages = messages_for(incident.subject, classes, limit=MOST)
    shown = set(ShownAnswer.objects.filter(incident=incident).values_list("message_id", flat=True))
    writers = [writer for message in messages if (writer := message.author.user_id)]
    engineers: set[UUID] = set(
        Membership.objects.filter(user_id__in=writers, role="responder").values_list("user_id", flat=True)
    )
    return [
        Entry(
            message,
            sign_of(message.seen_by),
            words_of(message.seen_by),
            message.id in shown,
            message.author.user_id in engineers,
        )
        for message in messages
    ]

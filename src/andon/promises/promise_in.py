"""What `make_promises` takes."""

from dataclasses import dataclass
from datetime import datetime

from andon.conversations.models import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseIn:
    """`start` and `end` of the words in the message's body; without a message it was told otherwise."""

    due_at: datetime
    message: Message | None = None
    start: int = 0
    end: int = 0

from dataclasses import dataclass, field
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWritten:
    message: UUID
    seen_by: str
    channel: str
    first_of_thread: bool
    mentions: list[UUID] = field(default_factory=list)


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn:
    message: UUID

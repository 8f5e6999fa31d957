from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    notice: UUID
    kind: str
    urgency: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesRead:
    count: int

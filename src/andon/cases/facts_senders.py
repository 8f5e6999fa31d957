from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpam:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SenderBlocked:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SenderUnblocked:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedSenderWrote:
    mail: UUID

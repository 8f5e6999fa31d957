from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SignalReceived:
    source: str
    verified: bool
    known: bool
    """Whether its author is a contact of ours."""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDismissed:
    reason: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRestored:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SignalTaken:
    """What it became."""

    kind: str
    id: UUID

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


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TestSent:
    test: UUID
    weekly: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TestConfirmed:
    test: UUID
    channel: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTestsPlanned:
    """`weekday` and `hour` None: no longer. Of the team, or of the whole installation."""

    weekday: int | None
    hour: int | None

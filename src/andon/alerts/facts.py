from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOpened:
    service: UUID
    severity: str


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertWorsened:
    """It pages now, and did not before."""

    service: UUID
    severity: str


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAcknowledged:
    service: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertResolved:
    service: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSnoozed:
    service: UUID
    until: datetime


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSnoozeEnded:
    """It still stands, and nobody looks after it any more."""

    service: UUID


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertNoted:
    service: UUID
    note: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatPut:
    service: UUID
    every_minutes: int
    severity: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatDeleted:
    service: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationKeyMapped:
    service: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationKeyCreated:
    service: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationKeyRevoked:
    service: UUID

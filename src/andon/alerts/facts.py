from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOpened:
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


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationKeyCreated:
    service: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationKeyRevoked:
    service: UUID

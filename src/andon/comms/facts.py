from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateWritten:
    incident: UUID
    number: int
    locales: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSent:
    incident: UUID
    number: int
    recipients: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateWithdrawn:
    incident: UUID
    number: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTold:
    """`first`: nobody was told of the incident before."""

    contact: UUID
    update: UUID
    first: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNotTold:
    contact: UUID
    update: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientWaived:
    contact: UUID
    update: UUID

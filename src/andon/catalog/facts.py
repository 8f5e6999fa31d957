from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPut:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultBrandChosen:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePut:
    slug: str
    owner: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityPut:
    slug: str
    service: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesConnected:
    needs: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesDisconnected:
    needs: UUID

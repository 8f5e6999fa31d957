from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDelivery:
    """`at` and `delivery` are the ledger's key; `key` is the caller's."""

    at: datetime
    delivery: UUID
    key: str
    purpose: str
    channel: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTold(_OfDelivery):
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHandedOver(_OfDelivery):
    """Gone over a channel that gives no receipt."""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(_OfDelivery):
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryBounced(_OfDelivery):
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailKept:
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailTaken:
    pass

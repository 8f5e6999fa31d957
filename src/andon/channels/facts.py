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
class DeliverySuppressed(_OfDelivery):
    """Not sent: the address is on the list of those that are not written to."""


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AddressSuppressed:
    reason: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionLifted:
    reason: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPut:
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSwitched:
    on: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAccountPut:
    sign_in: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderHookPut:
    provider: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DkimKeyMade:
    domain: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSigningSwitched:
    on: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailKept:
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class MailTaken:
    pass

"""As whom we write to a case's customer: its brand, from the mailbox that she wrote to or another one of the brand."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from andon.catalog.models import Brand
from andon.catalog.reads.our_brand import our_brand
from andon.channels.models import Mailbox
from andon.channels.reads.our_mailboxes import OurMailboxes, our_mailboxes

from .models import Case


@dataclass(frozen=True, slots=True)
class FromWhom:
    brand: Brand
    mailbox: Mailbox

    @property
    def name(self) -> str:
        """What stands in the sender's place when nobody in particular writes."""
        return self.mailbox.name or self.brand.writes_as

    @property
    def signature(self) -> str:
        return self.brand.signature or self.brand.name

    def called(self, author: str) -> str:
        """The sender's name when somebody in particular writes."""
        return author if author in (self.name, self.brand.name) else f"{author} ({self.name})"


@dataclass(frozen=True, slots=True)
class Senders:
    """All brands and mailboxes as they are now."""

    brands: Mapping[UUID, Brand]
    default: Brand
    mailboxes: OurMailboxes

    def of(self, case: Case) -> FromWhom:
        brand = self.brands.get(case.brand_id, self.default) if case.brand_id else self.default
        return FromWhom(brand, self.mailboxes.sender(brand=case.brand_id, mailbox=case.mailbox_id))


def our_senders() -> Senders:
    """Two queries, for any number of cases."""
    brands = {brand.id: brand for brand in Brand.objects.all()}
    default = next((brand for brand in brands.values() if brand.is_default), None)
    return Senders(brands, default or next(iter(brands.values()), None) or our_brand(), our_mailboxes())


def from_whom(case: Case) -> FromWhom:
    return our_senders().of(case)

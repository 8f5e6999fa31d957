"""Our mailboxes. They are few: one query reads them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from andon.channels.models import Mailbox
from andon.channels.models.mailbox import Kind
from andon.channels.rules.addresses import without_tag
from andon.kit import clock


@dataclass(frozen=True, slots=True)
class OurMailboxes:
    """As they were when they were asked for. The configured address is one of them, stored or not."""

    rows: Sequence[Mailbox]

    def at(self, addresses: Iterable[str]) -> Mailbox | None:
        """The first whose address one of these is (with any +tag), also one that is switched off."""
        known = {row.address: row for row in self.rows} | {row.bounce_address: row for row in self.rows}
        return next((known[own] for own in map(without_tag, addresses) if own in known), None)

    def is_ours(self, address: str) -> bool:
        return self.at([address]) is not None

    def listens_for(self, address: str) -> bool:
        """Whether our own door takes mail for it; a provider or IMAP may have its bounces sent here too."""
        found = self.at([address])
        if found is None or not found.enabled:
            return False
        return found.kind == Kind.LISTENER or without_tag(address) == found.bounce_address

    def sender(self, *, brand: UUID | None = None, mailbox: UUID | None = None) -> Mailbox:
        """Where mail leaves from: this mailbox, else one of the brand, else the configured address, else any."""
        on = [row for row in self.rows if row.enabled]
        ways = (
            lambda row: row.id == mailbox,
            lambda row: brand is not None and row.brand_id == brand,
            lambda row: row.address == settings.MAIL_ADDRESS.lower(),
            lambda row: True,
        )
        found = next((row for fits in ways for row in on if fits(row)), None)
        return found or unstored_mailbox()


def our_mailboxes() -> OurMailboxes:
    rows = list(Mailbox.objects.select_related("brand", "team"))
    if not any(row.address == settings.MAIL_ADDRESS.lower() for row in rows):
        rows.append(unstored_mailbox())
    return OurMailboxes(rows)


def unstored_mailbox() -> Mailbox:
    """The configured address, as a mailbox that is not stored."""
    return Mailbox(address=settings.MAIL_ADDRESS.lower(), made_at=clock.now())

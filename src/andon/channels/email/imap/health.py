"""How a mailbox is, on its row: no facts, because it says nothing about what anybody did."""

from uuid import UUID

from andon.channels.models import Mailbox
from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.text import scrub


def note_well(mailbox: UUID) -> None:
    now = clock.now()
    Mailbox.objects.filter(id=mailbox).update(tried_at=now, well_at=now, error="")


def note_ill(mailbox: UUID, error: Exception) -> None:
    Mailbox.objects.filter(id=mailbox).update(tried_at=clock.now(), error=in_words(error))


def in_words(error: Exception) -> str:
    """What the other side said, without what was sent to it."""
    said = error.message if isinstance(error, Refused) else str(error)
    return scrub(" ".join(said.split()))[:500] or type(error).__name__

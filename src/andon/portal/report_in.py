"""What a stranger reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from andon.catalog.models import Capability
from andon.conversations.message_in import AttachmentIn


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIn:
    """`nonce` is of the form that was sent: the same form again is the same report."""

    name: str
    email: str
    body: str
    locale: str
    about: Capability | None = None
    order_number: str = ""
    attachments: Sequence[AttachmentIn] = ()
    nonce: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "email", self.email.strip().lower())

"""What a stranger reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from andon.cases.models import CaseType
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
    case_type: CaseType | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "email", self.email.strip().lower())

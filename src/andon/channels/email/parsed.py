"""A mail as the rooms see it."""

from dataclasses import dataclass, field

from .bounce import Report
from .proof import Proof


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMail:
    """`reply` is what she wrote now, `quoted` what she answered to. `automatic`: no person wrote it; never answer it.

    `proof`: whether the sender's domain stands for it. `report`: it tells of a mail of ours that failed.
    """

    message_id: str
    in_reply_to: str
    references: list[str]
    from_name: str
    from_address: str
    recipients: list[str]
    copies: list[str]
    subject: str
    reply: str
    quoted: str
    html: str
    language: str
    automatic: bool
    proof: Proof
    report: Report | None = None
    attachments: list[ParsedAttachment] = field(default_factory=list)

    @property
    def authenticated(self) -> bool:
        return self.proof.is_proved

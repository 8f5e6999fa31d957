"""A mail as the rooms see it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMail:
    """`reply` is what she wrote now, `quoted` what she answered to. `automatic`: no person wrote it; never answer it.

    `authenticated` is True when the trusted server's Authentication-Results pass for the sender's domain.
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
    authenticated: bool
    bounced_message_id: str = ""
    bounce_reason: str = ""
    attachments: list[ParsedAttachment] = field(default_factory=list)

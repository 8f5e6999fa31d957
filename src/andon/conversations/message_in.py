"""What `write_messages` takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentIn:
    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(slots=True, kw_only=True)
class MessageIn:
    """`author` None is who writes it down; `mention` names people besides those called by @ in the text.

    `original`: the sha256 of the mail as it came, kept as a blob."""

    subject: Subject
    seen_by: str
    body: str
    author_name: str
    channel: str
    author: Actor | None = None
    html: str = ""
    quoted: str = ""
    locale: str = ""
    automatic: bool = False
    message_id: str | None = None
    in_reply_to: str = ""
    written_at: datetime | None = None
    undo_until: datetime | None = None
    attachments: Sequence[AttachmentIn] = ()
    about: Sequence[Subject] = ()
    original: str = ""
    id: UUID | None = None

    def key(self) -> UUID:
        """The id that the message will have."""
        self.id = self.id or new_id()
        return self.id

"""What the API takes and answers about the thread of a case: what is written, with its files, and what happened."""

from base64 import b64decode
from datetime import datetime
from typing import Annotated, Any, Protocol
from uuid import UUID

from ninja import Schema
from pydantic import Base64Bytes, BeforeValidator, Field

from andon.conversations.message_in import AttachmentIn

from .mail_shapes import ProofOut


def _strict(content: object) -> object:
    """What is broken is refused; left to itself the decoder skips what it does not know, and keeps half a file."""
    if isinstance(content, str):
        b64decode("".join(content.split()), validate=True)
    return content


class FileBody(Schema):
    name: str = Field(max_length=500)
    content: Annotated[Base64Bytes, BeforeValidator(_strict)]
    content_type: str = Field("application/octet-stream", max_length=200)


class WithFiles(Schema):
    attachments: list[FileBody] = Field([], max_length=20)


class WriteBody(WithFiles):
    body: str = ""


class NoteBody(WriteBody):
    seen_by: str = Field("agents", description="agents or engineering")


class CustomerBody(WriteBody):
    channel: str = Field("api", max_length=16)
    verified: bool = True


class AttachmentOut(Schema):
    id: UUID
    name: str
    content_type: str
    size: int


class MessageOut(Schema):
    id: UUID
    seen_by: str
    author_kind: str
    author_id: str
    author_name: str
    body: str
    quoted: str
    channel: str
    locale: str
    automatic: bool
    proof: ProofOut | None = Field(None, description="of a mail: whether its sender is proved, and what says so")
    written_at: datetime
    attachments: list[AttachmentOut]


class FactOut(Schema):
    at: datetime
    id: UUID
    kind: str
    by: str
    about: list[str]
    fact: dict[str, Any]


class HasFiles(Protocol):
    @property
    def attachments(self) -> list[FileBody]: ...


def files_of(body: HasFiles) -> list[AttachmentIn]:
    return [
        AttachmentIn(name=file.name, content=file.content, content_type=file.content_type) for file in body.attachments
    ]

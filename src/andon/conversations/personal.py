"""What this room holds about a person: what she wrote."""

from typing import Any

from django.db.models import QuerySet

from andon.customers.models import Contact
from andon.work.blobs import forget

from .models import Attachment, Message


def export(contact: Contact) -> list[dict[str, Any]]:
    hers = Message.objects.filter(author_kind="contact", author_id=str(contact.id))
    return [
        {
            "at": message.written_at.isoformat(),
            "channel": message.channel,
            "text": message.body,
            "files": [file.name for file in message.attachments.all()],
        }
        for message in hers.prefetch_related("attachments")
    ]


def erase(contact: Contact) -> None:
    """The words, files and original mails go; that she wrote, and when, stays."""
    hers = Message.objects.filter(author_kind="contact", author_id=str(contact.id))
    files = Attachment.objects.filter(message__in=hers)
    contents = [*files.values_list("blob_id", flat=True), *_originals(hers)]
    files.delete()
    hers.update(author_name="—", body="—", html="", quoted="", original=None)
    forget(contents)


def _originals(hers: "QuerySet[Message]") -> list[str]:
    return [sha256 for sha256 in hers.values_list("original_id", flat=True) if sha256]

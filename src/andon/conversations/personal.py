"""What this room holds about a person: what she wrote."""

from typing import Any

from andon.customers.models import Contact

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
    """The words and files go; that she wrote, and when, stays."""
    hers = Message.objects.filter(author_kind="contact", author_id=str(contact.id))
    Attachment.objects.filter(message__in=hers).delete()
    hers.update(author_name="—", body="—", html="", quoted="", original=None)

"""Keep the files of messages, each content once."""

import hashlib
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.work.models import Blob

from .message_in import AttachmentIn
from .models import Attachment, Message
from .rules.file_names import safe_name

MOST_BYTES = 25 * 1024 * 1024


def keep_files(messages: Iterable[tuple[Message, Sequence[AttachmentIn]]]) -> None:
    """At most two statements for any number; a message may carry 25 MB."""
    blobs: dict[str, Blob] = {}
    rows: list[Attachment] = []
    for message, files in messages:
        if sum(len(file.content) for file in files) > MOST_BYTES:
            raise Invalid({"attachments": _("The files of one message may have 25 MB together.")})
        for position, file in enumerate(files):
            sha256, size = hashlib.sha256(file.content).hexdigest(), len(file.content)
            blobs[sha256] = Blob(sha256=sha256, content=file.content, size=size)
            rows.append(
                Attachment(
                    message=message,
                    blob_id=sha256,
                    name=safe_name(file.name),
                    content_type=file.content_type[:200],
                    size=size,
                    position=position,
                )
            )
    if rows:
        Blob.objects.bulk_create(blobs.values(), ignore_conflicts=True)
        Attachment.objects.bulk_create(rows)

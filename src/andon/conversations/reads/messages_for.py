from collections.abc import Collection

from andon.conversations.models import Message
from andon.kit.subject import Subject


def messages_for(subject: Subject, seen_by: Collection[str], *, limit: int = 500) -> list[Message]:
    """The newest messages of these classes with their files, oldest first; two queries. Withdrawn ones are gone."""
    newest = (
        Message.objects.standing()
        .for_audience(seen_by)
        .filter(thread__subject_kind=subject.kind, thread__subject_id=subject.id)
        .prefetch_related("attachments")
        .order_by("-written_at", "-id")[:limit]
    )
    return list(reversed(newest))

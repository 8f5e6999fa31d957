from collections.abc import Collection, Sequence
from uuid import UUID

from andon.conversations.models import Message
from andon.kit.subject import Subject


def messages_for(subject: Subject, seen_by: Collection[str], *, limit: int = 500) -> list[Message]:
    """The newest messages of these classes with their files, oldest first; two queries. Withdrawn ones are gone."""
    return messages_of([subject], seen_by, limit=limit)


def messages_of(subjects: Sequence[Subject], seen_by: Collection[str], *, limit: int = 500) -> list[Message]:
    """The same of several subjects of one kind, in the order of time; each message names its thread."""
    if not subjects:
        return []
    in_threads = Message.objects.filter(
        thread__subject_kind=subjects[0].kind, thread__subject_id__in=[subject.id for subject in subjects]
    )
    newest = in_threads.standing().for_audience(seen_by).select_related("thread").prefetch_related("attachments")
    return list(reversed(newest.order_by("-written_at", "-id")[:limit]))


def messages_by_id(ids: Collection[UUID], seen_by: Collection[str]) -> list[Message]:
    """Single ones, of whatever thread, oldest first."""
    found = Message.objects.filter(id__in=list(ids)).standing().for_audience(seen_by)
    return list(found.select_related("thread").prefetch_related("attachments").order_by("written_at", "id"))

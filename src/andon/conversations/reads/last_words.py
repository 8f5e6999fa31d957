from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Left

from andon.conversations.models import Message, Thread
from andon.kit.subject import Subject

LENGTH = 200


def last_words(subjects: Iterable[Subject], seen_by: Collection[str]) -> dict[Subject, str]:
    """How the newest message of each subject's thread begins, of one kind of subject; one query."""
    return {subject: words for subject, (_at, words) in last_said(subjects, seen_by).items()}


def last_said(subjects: Iterable[Subject], seen_by: Collection[str]) -> dict[Subject, tuple[datetime | None, str]]:
    """The same with when it was written; None where nothing was."""
    wanted = list(subjects)
    if not wanted:
        return {}
    messages = Message.objects.standing().for_audience(seen_by).filter(thread=OuterRef("pk"))
    newest = messages.order_by("-written_at", "-id").annotate(begins=Left(F("body"), LENGTH))
    threads = Thread.objects.filter(subject_kind=wanted[0].kind, subject_id__in=[subject.id for subject in wanted])
    found = threads.annotate(
        words=Subquery(newest.values("begins")[:1]), said_at=Subquery(newest.values("written_at")[:1])
    )
    return {thread.subject: (thread.said_at, thread.words or "") for thread in found}

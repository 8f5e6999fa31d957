from collections.abc import Collection, Iterable

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Left

from andon.conversations.models import Message, Thread
from andon.kit.subject import Subject

LENGTH = 200


def last_words(subjects: Iterable[Subject], seen_by: Collection[str]) -> dict[Subject, str]:
    """How the newest message of each subject's thread begins, of one kind of subject; one query."""
    wanted = list(subjects)
    if not wanted:
        return {}
    newest = Message.objects.standing().for_audience(seen_by).filter(thread=OuterRef("pk"))
    begins = newest.order_by("-written_at", "-id").annotate(begins=Left(F("body"), LENGTH)).values("begins")[:1]
    threads = Thread.objects.filter(subject_kind=wanted[0].kind, subject_id__in=[subject.id for subject in wanted])
    return {thread.subject: thread.words or "" for thread in threads.annotate(words=Subquery(begins))}

from andon.conversations.models import Thread
from andon.kit.subject import Subject


def thread_of(subject: Subject) -> Thread | None:
    """The thread of a subject; None when nothing was written yet."""
    return Thread.objects.filter(subject_kind=subject.kind, subject_id=subject.id).first()

"""The threads of subjects, made where they are missing."""

from collections.abc import Iterable

from django.db.models import Q

from andon.conversations.models import Message, Thread
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject


def find_threads(subjects: Iterable[Subject]) -> dict[Subject, Thread]:
    wanted: dict[str, list[Subject]] = {}
    for subject in subjects:
        wanted.setdefault(subject.kind, []).append(subject)
    if not wanted:
        return {}
    either = Q()
    for kind, of_kind in wanted.items():
        either |= Q(subject_kind=kind, subject_id__in=[subject.id for subject in of_kind])
    return {thread.subject: thread for thread in Thread.objects.filter(either)}


def make_threads(subjects: Iterable[Subject]) -> tuple[dict[Subject, Thread], set[Subject]]:
    """Each subject's thread, and the subjects in whose threads nothing is written yet.

    One statement where all threads are new, else three.
    """
    wanted = list(dict.fromkeys(subjects))
    made = [Thread(subject_kind=subject.kind, subject_id=subject.id) for subject in wanted]
    new = {thread.subject: thread for thread in insert_rows(made, skip_known=True)}
    if len(new) == len(wanted):
        return new, set(wanted)
    threads = new | find_threads([subject for subject in wanted if subject not in new])
    # Without their order: with it, every message of a thread would be told apart from the others.
    old = [thread for subject, thread in threads.items() if subject not in new]
    messages = Message.objects.filter(thread__in=old).order_by()
    written = set(messages.values_list("thread_id", flat=True).distinct())
    return threads, {subject for subject, thread in threads.items() if thread.id not in written}

from collections.abc import Iterable

from django.db.models import Q

from andon.kit.subject import Subject
from andon.meaning.models import UnderstoodText


def languages_of(subjects: Iterable[Subject]) -> dict[Subject, str]:
    """The language of each subject's text as a code such as "de", where it was read and can be told; one query."""
    wanted = list(subjects)
    if not wanted:
        return {}
    which = Q()
    for kind in {subject.kind for subject in wanted}:
        which |= Q(subject_kind=kind, subject_id__in=[subject.id for subject in wanted if subject.kind == kind])
    rows = UnderstoodText.objects.filter(which).exclude(language="").order_by("made_at")
    return {Subject(kind, id): code for kind, id, code in rows.values_list("subject_kind", "subject_id", "language")}


def language_of(subject: Subject) -> str:
    """The code of its language; "" before it was read, or where it cannot be told."""
    return languages_of([subject]).get(subject, "")

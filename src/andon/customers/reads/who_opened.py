"""Who looked at a customer."""

from andon.customers.models import Opening
from andon.kit.subject import Subject


def who_opened(subject: Subject, *, limit: int = 20) -> list[Opening]:
    """The newest looks first, with the person at hand; one query."""
    looks = Opening.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return list(looks.select_related("user").order_by("-at")[:limit])

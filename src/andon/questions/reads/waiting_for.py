"""The asks that wait for somebody: of cases that she owns, a merged one's survivor counting."""

from uuid import UUID

from django.db.models import Q

from andon.cases.models import Case
from andon.people.access import Access
from andon.questions.models import Ask
from andon.questions.models.ask import Asks


def waiting_of(question: UUID, owner: UUID) -> Asks:
    return Ask.objects.waiting().filter(_owned_by(owner), question=question)


def waiting_for(access: Access) -> Asks:
    """Of all open questions, for whoever may answer: her own cases, and those of her teams that nobody owns."""
    if access.user_id is None or not access.has("agent", "lead"):
        return Ask.objects.none()
    unowned = Case.objects.workable_by(access).filter(owner=None).order_by().values("id")
    nobodys = Q(case__merged_into=None, case__in=unowned) | Q(case__merged_into__in=unowned)
    return Ask.objects.waiting().filter(_owned_by(access.user_id) | nobodys)


def _owned_by(owner: UUID) -> Q:
    return Q(case__merged_into=None, case__owner=owner) | Q(case__merged_into__owner=owner)

"""What a customer was promised in her case and has not got yet, the next first."""

from django.db.models import Q

from andon.cases.models import Case
from andon.kit import clock
from andon.promises.models import Promise


def promised_to(case: Case) -> list[Promise]:
    """Her own, also of hers that was merged into it; not what its writer can still take back. One query."""
    hers = Q(case=case) | Q(case__merged_into=case, case__contact=case.contact_id)
    left = Q(message=None) | Q(message__undo_until=None) | Q(message__undo_until__lte=clock.now())
    return list(Promise.objects.unanswered().filter(hers, left).exclude(case__status="closed"))

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.promises.holding import hold_cases, settle
from andon.promises.models import Promise


@transaction.atomic
def count_promises_again(cases: Collection[UUID]) -> None:
    """Cases were merged or came apart: what was promised in each is due where it is read now."""
    if Promise.objects.unanswered().filter(case__in=cases).exists() or _any_promised(cases):
        settle(hold_cases(cases))


def _any_promised(cases: Collection[UUID]) -> bool:
    return Case.objects.filter(id__in=cases, promised_at__isnull=False).exists()

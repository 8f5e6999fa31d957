from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from andon.cases.models import Case
from andon.cases.rules.lifecycle import OUR_TURN


def open_count_by_owner(owners: Iterable[UUID]) -> dict[UUID, int]:
    """How many new and open cases are on each desk; one query."""
    desks = Case.objects.standing().filter(owner_id__in=list(owners), status__in=OUR_TURN).order_by()
    counts = desks.values_list("owner_id").annotate(count=Count("id"))
    return {owner: count for owner, count in counts if owner is not None}

"""Which cases were split off from which, as far as the reader sees them."""

from collections.abc import Sequence

from django.db.models import Q

from andon.cases.models import Case
from andon.people.access import Access


def split_of(homes: Sequence[Case], access: Access) -> dict[str, list[Case]]:
    """`origin`: those from which these were split off; `parts`: those that were split off from them. One query."""
    origins = {home.split_from_id for home in homes if home.split_from_id} - {home.id for home in homes}
    seen = Case.objects.visible_to(access).filter(Q(split_from__in=homes) | Q(id__in=origins)).order_by("number")
    found = [case for case in seen if case not in homes]
    return {
        "origin": [case for case in found if case.id in origins],
        "parts": [case for case in found if case.id not in origins],
    }

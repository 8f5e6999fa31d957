from django.db.models import Q

from andon.cases.models import Case
from andon.people.access import Access


def search_cases(query: str, access: Access, *, limit: int = 8) -> list[Case]:
    """Cases by reference, order number, external key or words of the title, newest first; one query."""
    query = query.strip()[:200]
    if not query or "\0" in query:
        return []
    seen = Case.objects.visible_to(access).with_people()
    by_name = Q(order_number=query) | Q(external_key=query)
    if len(query) >= 3:
        by_name |= Q(title__icontains=query)
    return list((seen.filter(by_name) | seen.named(query)).order_by("-number")[:limit])

from collections.abc import Sequence

from django.db.models import Q

from andon.cases.models import Case
from andon.cases.reads.searched import in_searched_fields
from andon.customers.reads.search_customers import SearchHit
from andon.people.access import Access


def search_cases(query: str, access: Access, *, limit: int = 8, customers: Sequence[SearchHit] = ()) -> list[Case]:
    """Cases by reference, order number, external key, searchable own field or words of the title, and those of
    `customers` (what the search found for the same words), newest first; two queries."""
    query = query.strip()[:200]
    if not query or "\0" in query:
        return []
    seen = Case.objects.visible_to(access).with_people()
    wanted = Q(order_number=query) | Q(external_key=query) | in_searched_fields(query)
    if len(query) >= 3:
        wanted |= Q(title__icontains=query)
    if contacts := [hit.contact.id for hit in customers if hit.contact]:
        wanted |= Q(contact_id__in=contacts)
    if accounts := [hit.account.id for hit in customers if hit.account and not hit.contact]:
        wanted |= Q(account_id__in=accounts)
    return list((seen.filter(wanted) | seen.named(query)).order_by("-number")[:limit])

from collections.abc import Sequence

from django.db.models import Q

from andon.cases.models import Case
from andon.cases.models.case_queries import Cases
from andon.cases.reads.searched import in_searched_fields
from andon.cases.rules.references import read_reference
from andon.customers.reads.search_customers import SearchHit
from andon.people.access import Access

MOST_MERGED = 100


def search_cases(query: str, access: Access, *, limit: int = 8, customers: Sequence[SearchHit] = ()) -> list[Case]:
    """Cases by reference, order number, external key, searchable own field or words of the title, and those of
    `customers` (what the search found for the same words), newest first; three queries. A merged one is found by its
    own words and seen through its survivor."""
    query = query.strip()[:200]
    if not query or "\0" in query:
        return []
    seen = Case.objects.visible_to(access)
    wanted = Q(order_number=query) | Q(external_key=query) | in_searched_fields(query)
    if len(query) >= 3:
        wanted |= Q(title__icontains=query)
    if contacts := [hit.contact.id for hit in customers if hit.contact]:
        wanted |= Q(contact_id__in=contacts)
    if accounts := [hit.account.id for hit in customers if hit.account and not hit.contact]:
        wanted |= Q(account_id__in=accounts)
    named = read_reference(query)
    if named is not None:
        wanted |= Q(number=named) if isinstance(named, int) else Q(id=named)
    found = [*seen.with_people().filter(wanted)[:limit], *_merged(wanted, seen, limit)]
    return sorted(found, key=lambda case: -case.number)[:limit]


def _merged(wanted: Q, seen: Cases, limit: int) -> list[Case]:
    """Asked apart, so that the many are not asked whether they were merged into something."""
    merged = Case.objects.filter(wanted, merged_into__isnull=False).select_related("merged_into")
    found = list(merged.with_people()[:MOST_MERGED])
    survivors = {case.merged_into_id for case in found if case.merged_into_id}
    shown = set(seen.filter(pk__in=survivors).values_list("pk", flat=True)) if survivors else set()
    return [case for case in found if case.merged_into_id in shown][:limit]

"""Cases by the references that people write: "C-12, C-15"."""

import re
from uuid import UUID

from django.db.models import Q

from andon.cases.models import Case
from andon.cases.rules.references import read_reference
from andon.people.access import Access

MOST = 500
_APART = re.compile(r"[\s,;]+")


def cases_named(text: str, access: Access) -> tuple[list[Case], list[str]]:
    """Those that she sees, in the order written, and the references that name none of them; one query."""
    refs = list(dict.fromkeys(ref for ref in _APART.split(text) if ref))[:MOST]
    read = {ref: read_reference(ref) for ref in refs}
    ids = [found for found in read.values() if isinstance(found, UUID)]
    numbers = [found for found in read.values() if isinstance(found, int)]
    seen = Case.objects.visible_to(access).with_people().filter(Q(id__in=ids) | Q(number__in=numbers)) if refs else []
    known: dict[int | UUID | None, Case] = {}
    for case in seen:
        known[case.id] = known[case.number] = case
    cases = [known[found] for found in read.values() if found in known]
    return list(dict.fromkeys(cases)), [ref for ref, found in read.items() if found not in known]

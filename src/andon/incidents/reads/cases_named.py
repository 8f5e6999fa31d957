"""Cases by the references that people write: "C-12, C-15"."""

import re
from uuid import UUID

from andon.cases.models import Case
from andon.cases.named import survivors_named
from andon.cases.rules.references import read_reference
from andon.people.access import Access

MOST = 500
_APART = re.compile(r"[\s,;]+")


def cases_named(text: str, access: Access) -> tuple[list[Case], list[str]]:
    """Those that she sees, in the order written, and the references that name none of them; two queries. A merged one
    is its survivor."""
    refs = list(dict.fromkeys(ref for ref in _APART.split(text) if ref))[:MOST]
    read = {ref: read_reference(ref) for ref in refs}
    through = survivors_named([found for found in read.values() if found is not None]) if refs else {}
    seen = Case.objects.visible_to(access).with_people().filter(id__in=set(through.values())) if refs else []
    by_id = {case.id: case for case in seen}
    known: dict[int | UUID | None, Case] = {name: by_id[id] for name, id in through.items() if id in by_id}
    cases = [known[found] for found in read.values() if found in known]
    return list(dict.fromkeys(cases)), [ref for ref, found in read.items() if found not in known]

"""Cases by the references that people write: "C-12, C-15"."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.cases.named import survivors_named
from andon.cases.rules.references import read_reference
from andon.people.access import Access

MOST = 500
_APART = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Named:
    """`cases` she may work, in the order written; `shown` she may only read; `unknown` name none that she sees."""

    cases: list[Case]
    shown: list[str]
    unknown: list[str]

    @property
    def fault(self) -> str:
        """Why these cannot be linked, or ""."""
        if self.unknown:
            return _("There is no case %(refs)s that you may see.") % {"refs": _few(self.unknown)}
        return _("You may read %(refs)s, not change it.") % {"refs": _few(self.shown)} if self.shown else ""


def cases_named(text: str, access: Access) -> Named:
    """Three queries, however many are named; a merged one is its survivor. A grant shows a case and no more: it links
    nothing."""
    refs = list(dict.fromkeys(ref for ref in _APART.split(text) if ref))[:MOST]
    read = {ref: read_reference(ref) for ref in refs}
    through = survivors_named([found for found in read.values() if found is not None]) if refs else {}
    known: dict[int | UUID | None, Case] = {}
    works: set[UUID] = set()
    if through:
        wanted = Q(id__in=set(through.values()))
        works = set(Case.objects.workable_by(access).filter(wanted).values_list("id", flat=True))
        by_id = {case.id: case for case in Case.objects.visible_to(access).with_people().filter(wanted)}
        known |= {name: by_id[id] for name, id in through.items() if id in by_id}
    seen = list(dict.fromkeys(known[found] for found in read.values() if found in known))
    return Named(
        cases=[case for case in seen if case.id in works],
        shown=[case.ref for case in seen if case.id not in works],
        unknown=[ref for ref, found in read.items() if found not in known],
    )


def _few(refs: list[str]) -> str:
    return ", ".join(refs[:5])[:200]

"""The cases of which somebody said that they belong together with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from andon.kit.subject import Subject
from andon.meaning.readable import Shown
from andon.people.access import Access
from andon.suggestions.models import RelatedCase

from .suggested import shown_of


@dataclass(frozen=True, slots=True)
class Related:
    case: Subject
    shown: Shown

    @property
    def ref(self) -> str:
        return self.shown.detail.split(" · ")[0]


def related_cases(case: UUID, access: Access) -> list[Related]:
    """Those that the reader may see, the newest first; one query when there is none, three otherwise."""
    rows = RelatedCase.objects.filter(Q(case=case) | Q(other=case), ended_at=None).order_by("-related_at", "-id")
    others = [
        Subject("case", later if earlier == case else earlier)
        for later, earlier in rows.values_list("case_id", "other_id")[:50]
    ]
    shown: Mapping[Subject, Shown] = shown_of(others, access) if others else {}
    return [Related(one, shown[one]) for one in others if one in shown and shown[one].id != case]

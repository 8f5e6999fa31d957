"""The linked cases that the reader may see, and how many she may not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentCase
from andon.people.access import Access

from .linked_cases import THROUGH

MOST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """`links` hold case, account and people; `others` cases are of teams whose cases she does not see.

    `workable` are the ids of those cases that she may change, and so unlink.
    """

    links: list[IncidentCase]
    count: int
    workable: frozenset[UUID]

    @property
    def others(self) -> int:
        return self.count - len(self.links)


def hit_by(incident: Incident, access: Access) -> Hit:
    """Strategic accounts first, then by value; a merged case stands there as its survivor, once. Four queries."""
    linked = IncidentCase.objects.filter(incident=incident, unlinked_at=None).annotate(through=THROUGH)
    seen = Case.objects.visible_to(access).filter(id__in=linked.order_by().values("through"))
    worst = seen.select_related("account", "owner", "contact").order_by("-account__yearly_value", "opened_at")[:MOST]
    cases: dict[object, Case] = {case.id: case for case in worst}
    links: dict[object, IncidentCase] = {}
    link: IncidentCase
    for link in linked.filter(through__in=list(cases)).order_by("linked_at"):
        known = links.get(_through(link))
        if known is None or link.case_id == _through(link):
            links[_through(link)] = link
    for through, link in links.items():
        link.case = cases[through]
    workable = Case.objects.workable_by(access).filter(id__in=list(cases)).values_list("id", flat=True)
    count = linked.values("through").distinct().count()
    return Hit(sorted(links.values(), key=_first), count, frozenset(workable))


def _through(link: IncidentCase) -> object:
    return link.through  # type: ignore[attr-defined]  # annotated


def _first(link: IncidentCase) -> tuple[bool, float, datetime]:
    account = link.case.account
    return (link.case.tier != "strategic", -float(account.yearly_value) if account else 1.0, link.linked_at)

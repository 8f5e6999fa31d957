"""The linked cases that the reader may see, and how many she may not."""

from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentCase
from andon.people.access import Access

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
    """Strategic accounts first, then by value; three queries."""
    linked = IncidentCase.objects.filter(incident=incident, unlinked_at=None)
    seen = linked.filter(case__in=Case.objects.visible_to(access))
    people = seen.select_related("case__account", "case__owner", "case__contact")
    links = sorted(people.order_by("-case__account__yearly_value", "linked_at")[:MOST], key=_strategic_first)
    shown = [link.case_id for link in links]
    workable = Case.objects.workable_by(access).filter(id__in=shown).values_list("id", flat=True)
    return Hit(links, linked.count(), frozenset(workable))


def _strategic_first(link: IncidentCase) -> tuple[bool, float]:
    account = link.case.account
    return (link.case.tier != "strategic", -float(account.yearly_value) if account else 1.0)

"""The linked cases that the reader may see, and how many she may not."""

from dataclasses import dataclass

from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentCase
from andon.people.access import Access

MOST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """`links` hold case, account and people; `others` cases are of teams whose cases she does not see."""

    links: list[IncidentCase]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.links)


def hit_by(incident: Incident, access: Access) -> Hit:
    """Strategic accounts first, then by value; two queries."""
    linked = IncidentCase.objects.filter(incident=incident, unlinked_at=None)
    seen = linked.filter(case__in=Case.objects.visible_to(access))
    people = seen.select_related("case__account", "case__owner", "case__contact")
    links = sorted(people.order_by("-case__account__yearly_value", "linked_at")[:MOST], key=_strategic_first)
    return Hit(links, linked.count())


def _strategic_first(link: IncidentCase) -> tuple[bool, float]:
    account = link.case.account
    return (link.case.tier != "strategic", -float(account.yearly_value) if account else 1.0)

"""What was changed before and while an incident ran: candidates for its cause, the likeliest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.alerts.models import ChangeEvent
from andon.catalog.models import Dependency
from andon.incidents.models import Incident, IncidentService
from andon.kit import clock
from andon.people.access import Access

BEFORE = timedelta(hours=24)
MOST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """`before`: how long before the first sign it was; None when it came after."""

    change: ChangeEvent
    before: timedelta | None
    own: bool

    @property
    def minutes(self) -> int:
        return int(self.before.total_seconds() // 60) if self.before else 0


def changes_near(incident: Incident, access: Access) -> list[Candidate]:
    """Of its services and those that they need, from a day before the first sign until it ended: those before it
    first, the nearest on top, its own services before others. Three queries."""
    begin = first_sign(incident)
    own = set(IncidentService.objects.filter(incident=incident).values_list("service_id", flat=True))
    needed = Dependency.objects.filter(service__in=own).values_list("needs_id", flat=True)
    found = ChangeEvent.objects.visible_to(access).filter(
        service__in=own.union(needed), at__gt=begin - BEFORE, at__lte=incident.resolved_at or clock.now()
    )
    rows = found.select_related("service").order_by("-at")[:100]
    near = [Candidate(row, begin - row.at if row.at <= begin else None, row.service_id in own) for row in rows]
    return sorted(near, key=lambda one: _place(one, begin))[:MOST]


def first_sign(incident: Incident) -> datetime:
    signs = (incident.first_report_at, incident.first_alert_at, incident.declared_at)
    return min(sign for sign in signs if sign)


def _place(one: Candidate, begin: datetime) -> tuple[bool, bool, timedelta]:
    return one.before is None, not one.own, abs(begin - one.change.at)

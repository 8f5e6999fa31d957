"""What an agent declared on a hunch, and what became of it: for herself, and for who leads her team."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, F, Q

from andon.incidents.models import Hunch, IncidentCase
from andon.incidents.rules.outcomes import CONFIRMED
from andon.kit import clock
from andon.people.access import Access

DAYS = 365
MOST = 100


@dataclass(frozen=True, slots=True)
class Calls:
    """`hunches` the newest first; of the last `days`: how many, `confirmed`, of these before any monitor (`first`),
    and whose customers' cases (`helped`, accounts) hung on them. Nothing compares her with others."""

    hunches: list[Hunch]
    days: int
    count: int
    confirmed: int
    first: int
    helped: int


def calls_of(user: UUID | None, access: Access) -> Calls:
    """Three queries."""
    hers = Hunch.objects.visible_to(access).filter(user=user)
    lately = hers.filter(declared_at__gte=clock.now() - timedelta(days=DAYS))
    no_monitor = Q(incident__first_alert_at=None) | Q(incident__first_alert_at__gt=F("declared_at"))
    right = Q(outcome=CONFIRMED)
    sums = lately.aggregate(
        count=Count("id"), confirmed=Count("id", filter=right), first=Count("id", filter=right & no_monitor)
    )
    linked = IncidentCase.objects.filter(unlinked_at=None, incident__in=lately.filter(right).values("incident"))
    helped = linked.aggregate(n=Count("case__account", distinct=True))["n"]
    shown = hers.select_related("incident", "duplicate_of").order_by("-declared_at", "-id")[:MOST]
    return Calls(list(shown), DAYS, sums["count"], sums["confirmed"], sums["first"], helped)

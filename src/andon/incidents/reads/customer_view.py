"""What a customer may know of the disturbance behind her case: no inside names, no internal text."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentCase


@dataclass(frozen=True, slots=True)
class Disturbance:
    """`text` is what was approved as customer-safe; `latest_at` ends a range; `was` are the times expected before,
    oldest first."""

    ref: str
    state: str
    words: str
    text: str
    expected_at: datetime | None
    latest_at: datetime | None
    was: list[datetime]
    next_update_at: datetime | None


def customer_view(case: Case) -> list[Disturbance]:
    """The incidents that the case, or another of hers that was merged into it, is linked to, newest first; three
    queries."""
    hers = Case.objects.with_homes([case.id]).filter(Q(id=case.id) | Q(contact=case.contact_id)).order_by()
    links = IncidentCase.objects.filter(case__in=hers, unlinked_at=None)
    incidents = Incident.objects.filter(id__in=links.values("incident_id")).prefetch_related("etas")
    return [_seen(incident) for incident in incidents.order_by("-number")]


def _seen(incident: Incident) -> Disturbance:
    etas = list(incident.etas.all())
    return Disturbance(
        ref=incident.ref,
        state={"open": "risk", "mitigated": "watch", "resolved": "done"}[incident.status],
        words={
            "open": _("We are on it"),
            "mitigated": _("It should work again; we are watching it"),
            "resolved": _("It is over"),
        }[incident.status],
        text=incident.customer_text,
        expected_at=etas[0].expected_at if etas and incident.is_standing else None,
        latest_at=etas[0].latest_at if etas and incident.is_standing else None,
        was=[eta.expected_at for eta in reversed(etas[1:])] if incident.is_standing else [],
        next_update_at=incident.next_update_at if incident.is_standing else None,
    )

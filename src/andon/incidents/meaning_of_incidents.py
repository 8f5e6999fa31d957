"""What an incident says, for the room that understands texts: how it is called and described, and its first alerts."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from andon.meaning.readable import Said, Shown, readable
from andon.people.access import Access

from .models import Incident, IncidentAlert

MOST_ALERTS = 3


def texts_of(ids: Sequence[UUID]) -> dict[UUID, Said]:
    """Two queries. Its services are its codes: three."""
    incidents = list(Incident.objects.filter(id__in=ids).order_by().prefetch_related("service_links__service"))
    alerts = _alerts([incident.id for incident in incidents])
    return {incident.id: _said(incident, alerts[incident.id]) for incident in incidents}


def _said(incident: Incident, alerts: Sequence[str]) -> Said:
    said = [incident.title, incident.condition, incident.customer_text, incident.internal_text, *alerts]
    codes = tuple(sorted(link.service.slug for link in incident.service_links.all()))
    text = "\n".join(dict.fromkeys(part for part in said if part))
    return Said(text=text, said_at=incident.declared_at, verified=True, codes=codes)


def _alerts(incidents: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    links = IncidentAlert.objects.filter(incident__in=incidents).order_by("alert__opened_at", "alert_id")
    for incident, summary in links.values_list("incident_id", "alert__summary"):
        if len(found[incident]) < MOST_ALERTS:
            found[incident].append(summary)
    return found


def shown_of(ids: Sequence[UUID], access: Access) -> dict[UUID, Shown]:
    """Those that the reader may see; one query."""
    return {one.id: _shown(one) for one in Incident.objects.visible_to(access).filter(id__in=ids)}


def _shown(incident: Incident) -> Shown:
    return Shown(
        id=incident.id,
        title=incident.title,
        detail=f"{incident.ref} · {incident.get_status_display()}",
        url=reverse("incidents:incident", args=[incident.ref]),
        at=incident.declared_at,
    )


def ids_before(id: UUID | None, limit: int) -> list[UUID]:
    found = Incident.objects.filter(id__lt=id) if id else Incident.objects.all()
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


readable("incident", texts_of, shown_of=shown_of, ids_before=ids_before)

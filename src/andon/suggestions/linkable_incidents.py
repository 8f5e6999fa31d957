"""Incidents as what cases can be linked to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from andon.cases.models import Case
from andon.catalog.models import Capability
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident, IncidentAlert, IncidentCase, IncidentService
from andon.incidents.reads.find_incident import find_incident
from andon.people.access import Access

from .linkable import Linkable, OpenSubject

MOST, MOST_CONFIRMED, MOST_ALERTS = 50, 30, 3
BEFORE = timedelta(hours=12)
"""Customers report before anybody has declared."""


def open_incidents() -> list[OpenSubject]:
    """The newest standing ones; five queries."""
    standing = list(Incident.objects.standing().order_by("-number")[:MOST])
    services, alerts, linked = _services(standing), _alerts(standing), _linked(standing)
    return [
        OpenSubject(
            id=one.id,
            title=one.title,
            description="\n".join(part for part in (one.condition, one.customer_text, one.internal_text) if part),
            alert="\n".join(alerts[one.id]),
            services=frozenset(services[one.id]),
            begins=min(at for at in (one.first_report_at, one.first_alert_at, one.declared_at) if at) - BEFORE,
            confirmed=tuple(linked[one.id]),
        )
        for one in standing
    ]


def _services(incidents: Sequence[Incident]) -> dict[UUID, list[str]]:
    """The names of its services, and of what they offer."""
    found: dict[UUID, list[str]] = defaultdict(list)
    links = IncidentService.objects.filter(incident__in=incidents).select_related("service")
    of_service: dict[UUID, list[UUID]] = defaultdict(list)
    for link in links:
        found[link.incident_id].append(link.service.name)
        of_service[link.service_id].append(link.incident_id)
    for service, name in Capability.objects.filter(service__in=list(of_service)).values_list("service_id", "name"):
        for incident in of_service[service]:
            found[incident].append(name)
    return found


def _alerts(incidents: Sequence[Incident]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    links = IncidentAlert.objects.filter(incident__in=incidents).order_by("alert__opened_at", "alert_id")
    for incident, summary in links.values_list("incident_id", "alert__summary"):
        if len(found[incident]) < MOST_ALERTS:
            found[incident].append(summary)
    return found


def _linked(incidents: Sequence[Incident]) -> dict[UUID, list[UUID]]:
    """The newest of each."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    links = IncidentCase.objects.filter(incident__in=incidents, unlinked_at=None).order_by("-linked_at", "-id")
    for incident, case in links.values_list("incident_id", "case_id"):
        if len(found[incident]) < MOST_CONFIRMED:
            found[incident].append(case)
    return found


def _visible(access: Access) -> Any:
    return Incident.objects.visible_to(access).order_by().values("id")


def _link(id: UUID, cases: Sequence[Case], access: Access) -> object:
    return link_cases(find_incident(str(id), access, for_work=True), cases, by=access.actor)


def _unlink(id: UUID, case: Case, access: Access) -> object:
    return unlink_case(find_incident(str(id), access, for_work=True), case, by=access.actor)


INCIDENTS = Linkable("incident", open_incidents, _visible, _link, _unlink)

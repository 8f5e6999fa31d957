"""The cases of an incident, and the incidents of cases."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentCase


def linked_cases(incident: Incident) -> "QuerySet[Case]":
    """The cases linked now, with their people."""
    ids = IncidentCase.objects.filter(incident=incident, unlinked_at=None).values("case_id")
    return Case.objects.with_people().filter(id__in=ids)


def incidents_of_cases(cases: Iterable[UUID], *, standing: bool = False) -> dict[UUID, list[Incident]]:
    """Per case the incidents that it is linked to, newest first; one query."""
    links = IncidentCase.objects.filter(case__in=list(cases), unlinked_at=None).select_related("incident")
    found: dict[UUID, list[Incident]] = defaultdict(list)
    for link in links.order_by("-incident__number"):
        if link.incident.is_standing or not standing:
            found[link.case_id].append(link.incident)
    return found

"""The cases of an incident, and the incidents of cases."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from andon.cases.models import Case, Participant
from andon.incidents.models import Incident, IncidentCase
from andon.people.access import Access

THROUGH = Coalesce("case__merged_into_id", "case_id")
"""Through which case a link is read: a merged one's survivor."""


def linked_cases(incident: Incident) -> "QuerySet[Case]":
    """The cases linked now, with their people; one that was merged is there as its survivor, once."""
    return Case.objects.with_people().through(Case.objects.filter(id__in=_linked(incident)))


def cases_to_tell(incident: Incident) -> "QuerySet[Case]":
    """The linked cases whose customers are told. A merged one of somebody else, who does not get the survivor's
    answers, is among them: she is told in her own thread."""
    in_copy = Participant.objects.filter(case=OuterRef("merged_into"), contact=OuterRef("contact"))
    apart = Case.objects.filter(id__in=_linked(incident), merged_into__isnull=False).exclude(
        Q(contact=None) | Q(contact=F("merged_into__contact")) | Exists(in_copy)
    )
    survivors = Case.objects.through(Case.objects.filter(id__in=_linked(incident)))
    either = Q(id__in=survivors.order_by().values("id")) | Q(id__in=apart.order_by().values("id"))
    return Case.objects.with_people().select_related("merged_into__owner", "contact__account").filter(either)


def _linked(incident: Incident) -> "QuerySet[IncidentCase, Any]":
    return IncidentCase.objects.filter(incident=incident, unlinked_at=None).values("case_id")


def incidents_of_cases(
    cases: Iterable[UUID], access: Access | None = None, *, standing: bool = False
) -> dict[UUID, list[Incident]]:
    """Per case the incidents that it, or what was merged into it, is linked to, newest first; one query, and one only
    for all places of a screen that give the reader's `access`."""
    wanted = tuple(cases)
    question = (incidents_of_cases, wanted)
    linked = access.once(question, lambda: _linked_to(wanted)) if access else _linked_to(wanted)
    found: dict[UUID, list[Incident]] = defaultdict(list)
    for case, incidents in linked.items():
        found[case] = [incident for incident in incidents if incident.is_standing or not standing]
    return found


def _linked_to(cases: Sequence[UUID]) -> dict[UUID, list[Incident]]:
    links = IncidentCase.objects.filter(case__in=Case.objects.with_homes(cases).order_by(), unlinked_at=None)
    found: dict[UUID, list[Incident]] = defaultdict(list)
    for link in links.select_related("incident").annotate(through=THROUGH).order_by("-incident__number"):
        if link.incident not in found[link.through]:
            found[link.through].append(link.incident)
    return found

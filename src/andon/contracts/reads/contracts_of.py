"""Which contracts something may cost minutes."""

from uuid import UUID

from django.db.models import Q

from andon.contracts.models import Contract
from andon.contracts.models.terms import Counts
from andon.incidents.models import IncidentCase, IncidentService


def contracts_of_incident(incident: UUID) -> list[UUID]:
    """Of the accounts whose cases were ever linked, and those that count whatever hits their services."""
    links = IncidentCase.objects.filter(incident=incident).order_by()
    hit = IncidentService.objects.filter(incident=incident).values("service")
    reported = Q(account__in=links.values("case__account")) | Q(
        account__in=links.exclude(case__merged_into=None).values("case__merged_into__account")
    )
    covered = Q(terms__counts=Counts.COVERED) & (Q(terms__services=None) | Q(terms__services__in=hit))
    found = Contract.objects.filter(reported | covered)
    return list(dict.fromkeys(found.order_by("id").values_list("id", flat=True)))


def contracts_of_case(case: UUID) -> list[UUID]:
    """Of all accounts in the incidents of this case."""
    links = IncidentCase.objects.filter(Q(case=case) | Q(case__merged_into=case), unlinked_at=None)
    incidents = dict.fromkeys(links.values_list("incident_id", flat=True))
    return list(dict.fromkeys(id for incident in incidents for id in contracts_of_incident(incident)))

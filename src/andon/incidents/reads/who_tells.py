"""Who is reminded of a promised update."""

from andon.incidents.models import Duty, Incident, IncidentService
from andon.incidents.models.duty import Kind
from andon.people.models import Membership, User


def who_tells(incident: Incident) -> list[User]:
    """The liaison; else who leads it; else whoever is on it; else the leads of its services' teams. Three queries."""
    duties = Duty.objects.filter(incident=incident, user__is_active=True).select_related("user__stand_in")
    by_kind: dict[str, list[User]] = {}
    for duty in duties:
        by_kind.setdefault(duty.kind, []).append(duty.user)
    for kind in (Kind.LIAISON, Kind.COMMANDER, Kind.RESPONDER):
        if kind in by_kind:
            return by_kind[kind]
    return leads_of(incident)


def who_hears_that_it_is_late(incident: Incident) -> list[User]:
    """Who tells, who leads it, and the leads of its services' teams: each once."""
    duties = Duty.objects.filter(incident=incident, kind=Kind.COMMANDER, user__is_active=True)
    commanders = [duty.user for duty in duties.select_related("user__stand_in")]
    return list(dict.fromkeys([*who_tells(incident), *commanders, *leads_of(incident)]))


def leads_of(incident: Incident) -> list[User]:
    owners = IncidentService.objects.filter(incident=incident).values("service__owner")
    leads = Membership.objects.filter(role="lead", team__in=owners, user__is_active=True)
    return list(dict.fromkeys(one.user for one in leads.select_related("user__stand_in").order_by("user__name")))

"""How each service is: hurt by a standing incident, told of by an alert, or in order."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.alerts.models import Alert
from andon.catalog.models import Service
from andon.catalog.reads.services_offered import services_offered
from andon.incidents.models import Incident, IncidentService

ORDER = ("broken", "risk", "watch", "ok")


@dataclass(frozen=True, slots=True)
class Condition:
    """`state` is the lamp of its worst incident; open alerts alone make it watched."""

    service: Service
    state: str
    word: str
    incidents: list[Incident]
    alerts: int


def conditions() -> list[Condition]:
    """All services, the worst first, else by name; five queries for any number."""
    hurt: dict[UUID, list[Incident]] = defaultdict(list)
    links = IncidentService.objects.filter(incident__in=Incident.objects.standing()).select_related("incident")
    for link in links.order_by("incident__number"):
        hurt[link.service_id].append(link.incident)
    told = dict(Alert.objects.standing().values_list("service").annotate(count=Count("id")))
    found = [_condition(service, hurt[service.id], told.get(service.id, 0)) for service in services_offered()]
    return sorted(found, key=lambda one: (ORDER.index(one.state), one.service.name))


def _condition(service: Service, incidents: list[Incident], alerts: int) -> Condition:
    lamps = {incident.lamp for incident in incidents} | ({"watch"} if alerts else set())
    state = next((lamp for lamp in ORDER if lamp in lamps), "ok")
    words = {
        "broken": _("broken"),
        "risk": _("slow or partly"),
        "watch": _("watched"),
        "ok": _("in order"),
    }
    word = words[state]
    if alerts and not incidents:
        word = ngettext("%(n)s alert", "%(n)s alerts", alerts) % {"n": alerts}
    return Condition(service, state, word, incidents, alerts)

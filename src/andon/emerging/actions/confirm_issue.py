from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.models import Alert
from andon.catalog.models import Service
from andon.emerging.attaching import attach, cases_of, ids_of
from andon.emerging.deciding import locked, only_open
from andon.emerging.models import EmergingIssue
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.kit.errors import Invalid
from andon.people.access import Access


@transaction.atomic
def confirm_issue(
    issue: EmergingIssue,
    *,
    title: str,
    services: Sequence[Service],
    access: Access,
    severity: str = "major",
    customer_text: str = "",
    page: bool = True,
) -> Incident:
    """It is one: declare an incident with all that the issue holds. Its cases are linked (those that the one who
    confirms may work on), its first alert is the incident's, and whoever is on call is paged.

    Raises Conflict when it was decided already.
    """
    issue = locked(issue)
    only_open(issue)
    incident = declare_incident(
        title=title,
        services=_services(services, issue),
        by=access.actor,
        severity=severity,
        cases=cases_of(issue, access),
        alert=_first_alert(issue),
        customer_text=customer_text,
        page=page,
        source="emerging",
    )
    attach(issue, incident, access, declared=True)
    return incident


def _services(services: Sequence[Service], issue: EmergingIssue) -> list[Service]:
    chosen = list(services) or ([issue.service] if issue.service else [])
    if not chosen:
        raise Invalid({"services": _("Name at least one service.")})
    return chosen


def _first_alert(issue: EmergingIssue) -> Alert | None:
    alerts = Alert.objects.select_related("service").filter(id__in=ids_of(issue, "alert"))
    return alerts.order_by("opened_at", "id").first()

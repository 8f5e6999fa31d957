from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.incidents.facts import IncidentDeclared
from andon.incidents.models import Duty, Incident, IncidentAlert, IncidentService
from andon.incidents.models.duty import Kind
from andon.incidents.models.incident import Severity
from andon.incidents.numbers import next_number
from andon.incidents.paging import summon_for
from andon.incidents.promising import plan_promise
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import within_reach
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .link_cases import link_cases
from .note_hunch import note_hunch


@transaction.atomic
def declare_incident(
    *,
    title: str,
    services: Sequence[Service],
    by: Actor,
    severity: str = "major",
    condition: str = "",
    cases: Sequence[Case] = (),
    alert: Alert | None = None,
    customer_text: str = "",
    internal_text: str = "",
    next_update_at: datetime | None = None,
    page: bool = True,
    source: str = "",
) -> Incident:
    """Say that something of ours does not work, with the cases or the alert that show it, and get people on it.

    The escalation that runs for the alert or the service is adopted; else one is started on the service's policy. The
    cases keep their owners. Each call declares; the API repeats by Idempotency-Key. An agent's is noted as her hunch
    (`source`: from what, when neither cases nor an alert show it).
    """
    if severity not in Severity.values:
        raise Invalid({"severity": _("A severity is critical, major or minor.")})
    services = list(dict.fromkeys([*services, *([alert.service] if alert else [])]))
    if not services:
        raise Invalid({"services": _("Name at least one service.")})
    incident = Incident.objects.create(
        number=next_number(),
        title=clean(" ".join(title.split()), "title", 200, required=True),
        condition=clean(condition, "condition", 500),
        severity=severity,
        customer_text=clean(customer_text, "customer_text", 5000),
        internal_text=clean(internal_text, "internal_text", 5000),
        next_update_at=within_reach(next_update_at, "next_update_at", clock.now()),
        first_report_at=min((case.opened_at for case in cases), default=None),
        first_alert_at=alert.opened_at if alert else None,
        declared_at=clock.now(),
    )
    if incident.next_update_at:
        plan_promise(incident)
    IncidentService.objects.bulk_create(IncidentService(incident=incident, service=service) for service in services)
    if alert:
        IncidentAlert.objects.create(incident=incident, alert=alert)
    if by.user_id:
        Duty.objects.create(incident=incident, user_id=by.user_id, kind=Kind.LIAISON, taken_at=clock.now())
    declared = IncidentDeclared(
        number=incident.number,
        severity=severity,
        cases=len(cases),
        first_report_at=incident.first_report_at,
        first_alert_at=incident.first_alert_at,
    )
    seen = [*(service.subject for service in services), *(case.subject for case in cases)]
    record(declared, subject=incident.subject, by=by, about=[*seen, *([alert.subject] if alert else [])])
    note_hunch(incident, source=source or _shown_by(cases, alert), by=by)
    if cases:
        link_cases(incident, cases, by=by)
    if page:
        # The alert's run is adopted, whichever service was named first: nobody is woken twice.
        summon_for(incident, alert.service if alert else services[0], by=by)
    return incident


def _shown_by(cases: Sequence[Case], alert: Alert | None) -> str:
    return "cases" if cases else "alert" if alert else "hand"

from uuid import UUID

from django.db import transaction

from andon.alerts.models import Alert
from andon.alerts.rules.severities import rank_of
from andon.catalog.models import Service
from andon.paging.models import Escalation, JoinedAlert
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor

from .note_gravity import note_gravity
from .start_escalation import start_escalation

SYSTEM = Actor.system("paging")


@transaction.atomic
def page_for_alert(alert_id: UUID) -> Escalation | None:
    """Start a run for a critical or error alert; one of a service that has a standing run joins that, without a page
    unless it is worse and a step is for that.

    Repeating it changes nothing; an alert that is resolved by now pages nobody.
    """
    alert = Alert.objects.select_related("service").standing().filter(id=alert_id).first()
    if alert is None or not alert.pages:
        return None
    # Alerts of one service come in the same moment more often than not: the first starts the run, the others wait for
    # it and join. And a run that is just being ended is no run to join.
    Service.objects.select_for_update(no_key=True).get(id=alert.service_id)
    if joined := JoinedAlert.objects.select_related("escalation").filter(alert_id=alert_id).first():
        return note_gravity(joined.escalation, severity=_worst(joined.escalation, alert), by=SYSTEM)
    run = Escalation.objects.standing().filter(service=alert.service).select_for_update().first() or start_escalation(
        alert.subject,
        service=alert.service,
        why=Why(
            headline=alert.summary, severity=alert.severity, detail=f"{alert.service.name}, told by {alert.source}."
        ),
        by=SYSTEM,
    )
    if run is not None:
        JoinedAlert.objects.create(escalation=run, alert_id=alert_id)
        note_gravity(run, severity=_worst(run, alert), by=SYSTEM)
    return run


def _worst(run: Escalation, alert: Alert) -> str:
    """A run speaks for all of its alerts; an incident that adopted it says itself how bad it is."""
    if run.subject_kind != "alert" or rank_of(alert.severity) < rank_of(run.severity):
        return run.severity
    return alert.severity

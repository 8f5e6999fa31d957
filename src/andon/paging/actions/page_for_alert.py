from uuid import UUID

from django.db import transaction

from andon.alerts.models import Alert
from andon.catalog.models import Service
from andon.paging.models import Escalation, JoinedAlert
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor

from .start_escalation import start_escalation

SYSTEM = Actor.system("paging")


@transaction.atomic
def page_for_alert(alert_id: UUID) -> Escalation | None:
    """Start a run for a critical or error alert; one of a service that has a standing run joins that, without a page.

    Repeating it changes nothing; an alert that is resolved by now pages nobody.
    """
    alert = Alert.objects.select_related("service").standing().filter(id=alert_id).first()
    if alert is None or not alert.pages:
        return None
    # Alerts of one service come in the same moment more often than not: the first starts the run, the others wait for
    # it and join. And a run that is just being ended is no run to join.
    Service.objects.select_for_update(no_key=True).get(id=alert.service_id)
    if joined := JoinedAlert.objects.select_related("escalation").filter(alert_id=alert_id).first():
        return joined.escalation
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
    return run

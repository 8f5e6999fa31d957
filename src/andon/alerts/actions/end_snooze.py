from uuid import UUID

from django.db import transaction

from andon.alerts.facts import AlertSnoozeEnded
from andon.alerts.models import Alert
from andon.alerts.models.alert import State
from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def end_snooze(alert_id: UUID) -> None:
    """The alert is open again, if it still stands and nobody has put it off once more. Repeating it changes nothing."""
    alert = Alert.objects.standing().select_for_update().filter(id=alert_id, snoozed_until__lte=clock.now()).first()
    if alert is None:
        return
    alert.state, alert.snoozed_until = State.OPEN, None
    alert.save(update_fields=["state", "snoozed_until"])
    fact, about = AlertSnoozeEnded(service=alert.service_id), [Subject("service", alert.service_id)]
    record(fact, subject=alert.subject, by=Actor.integration(alert.key_id), about=about)

from uuid import UUID

from django.db import transaction

from andon.paging.models import JoinedAlert
from andon.timeline.actor import Actor

from .end_escalation import end_escalation


@transaction.atomic
def note_alert_resolved(alert_id: UUID, *, by: Actor) -> None:
    """The run that speaks for the alert ends once all of its alerts are resolved. Repeating it changes nothing."""
    joined = JoinedAlert.objects.select_for_update().select_related("escalation").filter(alert_id=alert_id).first()
    if joined is None or joined.resolved:
        return
    joined.resolved = True
    joined.save(update_fields=["resolved"])
    if not joined.escalation.alerts.filter(resolved=False).exists():
        end_escalation(joined.escalation.subject, by=by)

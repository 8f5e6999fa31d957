from uuid import UUID

from django.db import transaction

from andon.paging.models import Escalation, JoinedAlert
from andon.paging.models.escalation import State
from andon.timeline.actor import Actor

from .page_for_alert import page_for_alert
from .unacknowledge import unacknowledge


@transaction.atomic
def page_after_snooze(alert_id: UUID, *, by: Actor) -> Escalation | None:
    """The alert stands and is no longer put off: its run goes on, unless a person has taken it in the meantime.

    Repeating it changes nothing: the run is no longer acknowledged.
    """
    joined = JoinedAlert.objects.filter(alert_id=alert_id).first()
    if joined is None:
        return page_for_alert(alert_id)
    run = Escalation.objects.select_for_update().get(pk=joined.escalation_id)
    if run.state != State.ACKNOWLEDGED or run.acknowledged_by_id:
        return run
    return unacknowledge(run, by=by)

from datetime import datetime

from django.db import transaction

from andon.incidents.models import Incident
from andon.promises.facts import PromiseReopened
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_update_back(incident: Incident, *, told_at: datetime, by: Actor) -> None:
    """The update that was told at that moment was taken back: it kept nothing. Repeating it changes nothing."""
    found = Promise.objects.select_for_update().filter(incident=incident, answered_at=told_at).first()
    if found is None:
        return
    found.answered_at = None
    found.state = State.BROKEN if found.broken_at else State.WITHDRAWN
    found.save(update_fields=["answered_at", "state"])
    record(PromiseReopened(promise=found.id), subject=incident.subject, by=by)

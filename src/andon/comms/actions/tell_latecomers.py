from uuid import UUID

from django.db import transaction

from andon.comms.audience import audience_of, told_already
from andon.comms.models import Update
from andon.comms.models.update import State
from andon.comms.sending import send_letters
from andon.incidents.changing import locked
from andon.incidents.models import Incident
from andon.timeline.actor import Actor


@transaction.atomic
def tell_latecomers(incident_id: UUID) -> None:
    """Whoever's case was linked after the latest update was sent gets it now. Repeating it changes nothing."""
    incident = locked(Incident(id=incident_id))
    latest = Update.objects.filter(incident=incident, state=State.SENT).order_by("-number").first()
    if latest is None:
        return
    latest.incident = incident
    letters = audience_of(latest, but=told_already(latest)).letters
    send_letters(latest, letters, by=Actor.parse(latest.written_by), not_before=latest.undo_until)

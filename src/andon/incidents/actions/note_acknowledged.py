from uuid import UUID

from django.db import transaction

from andon.incidents.changing import about
from andon.incidents.facts import DutyTaken, IncidentAcknowledged
from andon.incidents.models import Duty, Incident
from andon.incidents.models.duty import Kind
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_acknowledged(incident_id: UUID, *, user_id: UUID | None, by: Actor) -> None:
    """Somebody answered the page: the first to do so leads, the others respond. Repeating it changes nothing."""
    incident = Incident.objects.select_for_update().filter(id=incident_id).first()
    if incident is None:
        return
    if incident.acknowledged_at is None:
        incident.acknowledged_at = clock.now()
        incident.save(update_fields=["acknowledged_at"])
        record(IncidentAcknowledged(user=user_id), subject=incident.subject, by=by, about=about(incident))
    if user_id is None or Duty.objects.filter(incident=incident, user_id=user_id, kind__in=_ENGINEERS).exists():
        return
    leads = Duty.objects.filter(incident=incident, kind=Kind.COMMANDER).exists()
    kind = Kind.RESPONDER if leads else Kind.COMMANDER
    Duty.objects.create(incident=incident, user_id=user_id, kind=kind, taken_at=clock.now())
    record(DutyTaken(user=user_id, kind=kind), subject=incident.subject, by=by)


_ENGINEERS = (Kind.COMMANDER, Kind.RESPONDER)

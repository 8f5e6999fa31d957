from django.db import transaction

from andon.incidents.changing import about, locked
from andon.incidents.facts import IncidentReopened
from andon.incidents.models import Hunch, Incident, IncidentService
from andon.incidents.paging import summon_for
from andon.incidents.promising import plan_promise
from andon.incidents.rules.lifecycle import OPEN, check_move
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def reopen_incident(incident: Incident, *, by: Actor) -> Incident:
    """It hurts again: people are summoned anew. What was told stays told. Repeating it changes nothing."""
    incident = locked(incident)
    if incident.status == OPEN:
        return incident
    check_move(incident.status, OPEN)
    was, incident.status = incident.status, OPEN
    incident.resolved_at = incident.mitigated_at = None
    incident.save(update_fields=["status", "resolved_at", "mitigated_at"])
    Hunch.objects.filter(incident=incident).update(outcome="", duplicate_of=None, said_by="", said_at=None)
    plan_promise(incident)
    record(IncidentReopened(was=was), subject=incident.subject, by=by, about=about(incident))
    first = IncidentService.objects.select_related("service").filter(incident=incident).first()
    if first is not None:
        summon_for(incident, first.service, by=by)
    return incident

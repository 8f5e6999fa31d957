from django.db import transaction

from andon.incidents.changing import about, locked
from andon.incidents.facts import IncidentMitigated
from andon.incidents.models import Incident
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.incidents.rules.lifecycle import MITIGATED, check_move
from andon.kit import clock
from andon.paging.actions.renew_why import renew_why
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def mitigate_incident(incident: Incident, *, by: Actor) -> Incident:
    """It hurts no more, though the cause may stand. Repeating it changes nothing."""
    incident = locked(incident)
    if incident.status != MITIGATED:
        check_move(incident.status, MITIGATED)
        incident.status, incident.mitigated_at = MITIGATED, clock.now()
        incident.save(update_fields=["status", "mitigated_at"])
        record(IncidentMitigated(), subject=incident.subject, by=by, about=about(incident))
        renew_why(incident.subject, why_it_matters(incident), by=by)
    return incident

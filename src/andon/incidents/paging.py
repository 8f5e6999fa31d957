"""Getting people on an incident: the run that goes on already is adopted, else one is started."""

from andon.catalog.models import Service
from andon.paging.actions.adopt_escalation import adopt_escalation
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Escalation
from andon.timeline.actor import Actor

from .models import Incident
from .reads.why_it_matters import why_it_matters


def summon_for(incident: Incident, service: Service, *, by: Actor) -> Escalation | None:
    """In the transaction of the change. None when the service has no policy, which is recorded and shown."""
    why = why_it_matters(incident)
    running = Escalation.objects.standing().filter(service=service, subject_kind="alert").order_by("started_at").first()
    if running is not None:
        return adopt_escalation(running, subject=incident.subject, why=why, by=by)
    return start_escalation(incident.subject, service=service, why=why, by=by)

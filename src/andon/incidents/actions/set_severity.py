from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import about, locked
from andon.incidents.facts import SeveritySet
from andon.incidents.models import Incident
from andon.incidents.models.incident import Severity
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.kit.errors import Invalid
from andon.paging.actions.renew_why import renew_why
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_severity(incident: Incident, *, severity: str, by: Actor) -> Incident:
    """How bad it is. Saying the same again changes nothing."""
    if severity not in Severity.values:
        raise Invalid({"severity": _("A severity is critical, major or minor.")})
    incident = locked(incident)
    if incident.severity != severity:
        was, incident.severity = incident.severity, severity
        incident.save(update_fields=["severity"])
        record(SeveritySet(severity=severity, was=was), subject=incident.subject, by=by, about=about(incident))
        renew_why(incident.subject, why_it_matters(incident), by=by)
    return incident

from django.db import transaction
from django.utils.translation import gettext as _

from andon.impact.facts import SeverityDeclined
from andon.impact.models import DeclinedSeverity
from andon.incidents.models import Incident
from andon.incidents.models.incident import Severity
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def decline_severity(incident: Incident, *, severity: str, by: Actor) -> None:
    """The advice to raise it to this severity was looked at, and it stays as it is. Repeating it changes nothing."""
    if severity not in Severity.values:
        raise Invalid({"severity": _("A severity is critical, major or minor.")})
    _row, made = DeclinedSeverity.objects.get_or_create(
        incident=incident, severity=severity, defaults={"at": clock.now()}
    )
    if made:
        record(SeverityDeclined(severity=severity), subject=incident.subject, by=by)

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.impact.facts import FixApplied
from andon.impact.models import Fix
from andon.impact.watching import look_soon
from andon.incidents.changing import about, locked
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record

_LEEWAY = timedelta(minutes=1)


@transaction.atomic
def note_fix(incident: Incident, *, what: str, by: Actor, at: datetime | None = None) -> Fix:
    """Something was done that should end it; from `at` (now, or earlier in the incident) the reports are judged."""
    incident = locked(incident)
    now = clock.now()
    if not incident.is_standing:
        raise Conflict(_("%(ref)s is resolved already.") % {"ref": incident.ref})
    if at is not None and at > now + _LEEWAY:
        raise Invalid({"at": _("This is still to come. Note it when it is out.")})
    begin = min(sign for sign in (incident.first_report_at, incident.declared_at) if sign)
    if at is not None and at < begin:
        raise Invalid({"at": _("That is before it began.")})
    fix = Fix.objects.create(
        incident=incident,
        what=clean(" ".join(what.split()), "what", 200, required=True),
        at=min(at or now, now),
        by_id=by.user_id,
    )
    record(FixApplied(fix=fix.id, at=fix.at), subject=incident.subject, by=by, about=about(incident))
    look_soon(incident)
    return fix

from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import about
from andon.incidents.facts import GateOverridden
from andon.incidents.gates import held_back
from andon.incidents.models import GateOverride, Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def pass_gates(incident: Incident, *, reason: str, by: Actor) -> None:
    """Nothing holds it back, or a named person says why it is over all the same, which is kept with what held it.

    Raises Invalid (`override_reason`) without a reason, Conflict for a program.
    """
    held = held_back(incident)
    if not held:
        return
    whys = " ".join(one.why for one in held)
    if by.user_id is None:
        raise Conflict(_("%(whys)s Only a named person may resolve it all the same, with a reason.") % {"whys": whys})
    reason = clean(" ".join(reason.split()), "override_reason", 500)
    if not reason:
        asked = _("%(whys)s To resolve it all the same, say why it is over.") % {"whys": whys}
        raise Invalid({"override_reason": asked})
    codes = [one.code for one in held]
    GateOverride.objects.create(incident=incident, codes=codes, reason=reason, by_id=by.user_id, at=clock.now())
    record(GateOverridden(codes=codes), subject=incident.subject, by=by, about=about(incident))

"""/andon escalate I-12"""

from django.utils.translation import gettext as _

from andon.integrations.slack.rules.mrkdwn import escaped
from andon.kit.errors import Conflict, Invalid
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.models import Escalation

from .asked import Asked
from .which import which_incident


def escalate(asked: Asked) -> str:
    """As the button does that pages the next one now, for whom it does."""
    incident, more = which_incident(asked)
    if more:
        raise Invalid({"incident": _("Only the incident is named here.")})
    run = Escalation.objects.visible_to(asked.access).of(incident.subject).standing().first()
    if run is None:
        raise Conflict(_("Nobody is being paged for %(ref)s.") % {"ref": incident.ref})
    escalate_now(run, by=asked.access.actor)
    return escaped(_("The next one is paged for %(ref)s.") % {"ref": incident.ref})

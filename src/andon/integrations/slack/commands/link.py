"""/andon link I-12 C-34 C-35"""

from django.utils.translation import gettext as _

from andon.incidents.actions.link_cases import link_cases
from andon.incidents.reads.cases_named import cases_named
from andon.integrations.slack.rules.mrkdwn import escaped
from andon.kit.errors import Invalid
from andon.people.guard import only_for

from .asked import Asked
from .which import which_incident


def link(asked: Asked) -> str:
    only_for(asked.access, "agent", "lead", "responder")
    incident, refs = which_incident(asked)
    named = cases_named(" ".join(refs), asked.access)
    if named.fault or not named.cases:
        raise Invalid({"cases": named.fault or _("Say which cases, such as C-34.")})
    new = link_cases(incident, named.cases, by=asked.access.actor)
    if not new:
        return _("They are linked to %(ref)s already.") % {"ref": incident.ref}
    refs_of_new = ", ".join(case.ref for case in new)
    return escaped(_("Linked to %(ref)s: %(cases)s.") % {"ref": incident.ref, "cases": refs_of_new})

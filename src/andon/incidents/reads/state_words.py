from django.utils.translation import gettext as _

from andon.incidents.models import Incident


def state_words(incident: Incident) -> str:
    """How bad it is and how far it is, as the pill says it: "Major, somebody is on it"."""
    far = {
        "open": _("being worked on") if incident.acknowledged_at else _("nobody is on it yet"),
        "mitigated": _("hurts no more, being watched"),
        "resolved": _("resolved"),
    }[incident.status]
    return _("%(severity)s, %(far)s") % {"severity": incident.get_severity_display(), "far": far}

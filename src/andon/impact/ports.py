"""What this room offers to lower rooms, and what it knows of incidents."""

from django.utils.translation import gettext as _

from andon.ui.slots import fill_slot

from . import slots, words  # noqa: F401  the sentences of this room's facts
from .marks import mark_on_curve
from .reads.incident_reports import incident_reports
from .reported import register_reports

register_reports("incident", incident_reports)
mark_on_curve("incidents.IncidentDeclared", lambda body: _("declared"))
mark_on_curve("incidents.IncidentAcknowledged", lambda body: _("somebody is on it"))
mark_on_curve("impact.FixApplied", lambda body: _("fix out"))
mark_on_curve("incidents.IncidentMitigated", lambda body: _("hurts no more"))
mark_on_curve("incidents.IncidentReopened", lambda body: _("reopened"))
mark_on_curve("incidents.IncidentResolved", lambda body: _("resolved"))
fill_slot("incident.matters", slots.curve, "impact/_curve.html", position=10)
fill_slot("incident.acts", slots.acts, "impact/_acts.html", position=10)
fill_slot("incident.tabs", slots.tabs, "impact/_tabs.html")

"""What this room offers to lower rooms, and what it knows of incidents."""

from django.utils.translation import gettext as _

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.incidents.gates import register_gate
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import notices, personal, slots, words  # noqa: F401  what people are told, and the sentences of this room's facts
from .gate import curve_gate
from .inferring import infer_of_incident
from .marks import mark_on_curve
from .models import Selection
from .reads.answers_told import answers_told
from .reads.incident_reports import incident_reports, selection_reports
from .reported import register_reports

register_gate(curve_gate)
holds_personal_content(PersonalRoom("impact", personal.export, personal.erase))
register_reports("incident", incident_reports, infer=infer_of_incident, answers=answers_told)
register_reports("selection", selection_reports)
mark_on_curve("incidents.IncidentDeclared", lambda body: _("declared"))
mark_on_curve("incidents.IncidentAcknowledged", lambda body: _("somebody is on it"))
mark_on_curve("impact.FixApplied", lambda body: _("fix out"))
mark_on_curve("incidents.IncidentMitigated", lambda body: _("hurts no more"))
mark_on_curve("incidents.IncidentReopened", lambda body: _("reopened"))
mark_on_curve("incidents.IncidentResolved", lambda body: _("resolved"))
fill_slot("incident.matters", slots.numbers, "impact/_numbers.html", position=15)
fill_slot("incident.matters", slots.curve, "impact/_curve.html", position=10)
register_topic("selection", lambda access, id: Selection.objects.visible_to(access).filter(id=id).exists())
fill_slot("incident.matters", slots.radius, "impact/_blast_radius.html", position=20)
fill_slot("inbox.selection", slots.ask_of_selection, "impact/_from_selection.html")
fill_slot("incident.acts", slots.acts, "impact/_acts.html", position=10)
fill_slot("page.subject", slots.of_page, "impact/_of_page.html")
fill_slot("incident.tabs", slots.tabs, "impact/_tabs.html")

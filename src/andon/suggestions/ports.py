"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.ui.slots import fill_slot

from . import personal, slots, words  # noqa: F401  the sentences of its facts
from .linkable import register_linkable
from .linkable_incidents import INCIDENTS

register_linkable(INCIDENTS)
fill_slot("case.notice", slots.notice_of_case, "suggestions/_case_notice.html", position=30)
fill_slot("case.context", slots.of_case, "suggestions/_of_case.html", position=15)
fill_slot("incident.matters", slots.of_incident, "suggestions/_of_incident.html", position=55)
holds_personal_content(PersonalRoom("suggestions", personal.export, personal.erase))

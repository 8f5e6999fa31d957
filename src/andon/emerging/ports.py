"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.impact.reported import register_reports
from andon.impact.slots import radius
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import notices, personal, slots, words  # noqa: F401  what people are told, and the sentences of its facts
from .models import EmergingIssue
from .reads.issue_reports import issue_reports

register_topic("emerging", lambda access, id: EmergingIssue.objects.visible_to(access).filter(id=id).exists())
fill_slot("case.notice", slots.notice_of_case, "emerging/_case_notice.html", position=20)
fill_slot("incident.matters", slots.of_incident, "emerging/_of_incident.html", position=60)
fill_slot("board.rows", slots.on_board, "emerging/_board_row.html")
register_reports("emerging", issue_reports)
fill_slot("emerging.matters", radius, "impact/_blast_radius.html")
holds_personal_content(PersonalRoom("emerging", personal.export, personal.erase))

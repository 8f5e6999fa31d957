"""What this room offers to lower rooms."""

from andon.cases.thread_pieces import add_to_thread
from andon.conversations.readers import register_reader
from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import (
    meaning_of_incidents,  # noqa: F401  registers what an incident says
    notices,  # noqa: F401  registers what people are told
    personal,
    slots,
    words,  # noqa: F401  the sentences of this room's facts
)
from .models import Incident
from .readers import classes_of_incident
from .reads.answers_on_case import answers_on_case

holds_personal_content(PersonalRoom("incidents", personal.export, personal.erase))
register_reader("incident", classes_of_incident)
register_topic("incident", lambda access, id: Incident.objects.visible_to(access).filter(id=id).exists())
fill_slot("case.notice", slots.notice_of_case, "incidents/_case_notice.html", position=10)
fill_slot("case.actions", slots.acts_of_case, "incidents/_case_acts.html")
add_to_thread(answers_on_case, "incidents/_case_answer.html")
fill_slot("case.row", slots.row_of_case, "incidents/_case_row.html")
fill_slot("account.section", slots.of_account, "incidents/_of_account.html", position=10)
fill_slot("page.subject", slots.of_page, "incidents/_ref.html")
fill_slot("inbox.selection", slots.declare_from_selection, "incidents/_from_selection.html")
fill_slot("alert.actions", slots.acts_of_alert, "incidents/_alert_acts.html")

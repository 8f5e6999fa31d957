"""What this room offers to lower rooms: its places on their screens, and what it holds about people."""

from andon.cases.thread_pieces import add_to_thread
from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.ui.slots import fill_slot

from . import notices, personal, slots, words  # noqa: F401  what people are told, and the sentences of facts

fill_slot("case.notice", slots.notice_of_case, "questions/_case_notice.html", position=20)
add_to_thread(slots.answers_on_case, "questions/_case_answer.html")
fill_slot("incident.matters", slots.of_incident, "questions/_of_incident.html", position=60)
fill_slot("incident.line.acts", slots.acts_of_message, "questions/_message_acts.html")
holds_personal_content(PersonalRoom("questions", personal.export, personal.erase))

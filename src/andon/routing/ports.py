"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.ui.slots import fill_slot

from . import notices, personal, slots, words  # noqa: F401  what people are told, and the sentences of its facts

fill_slot("case.notice", slots.notice_of_case, "routing/_case_notice.html", position=30)
holds_personal_content(PersonalRoom("routing", personal.export, personal.erase))

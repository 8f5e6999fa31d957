"""What this room offers to lower rooms: its places on their screens, a dialog of the case, pieces of its thread."""

from django.utils.translation import gettext_lazy as _

from andon.cases.screens.dialogs import add_dialog
from andon.cases.thread_pieces import add_to_thread
from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.paging.kept_apart import keep_apart
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import notices, personal, slots  # noqa: F401  registers what people are told
from .forms import EscalateForm
from .models import CaseEscalation
from .reads.in_thread import in_thread

register_topic("case_escalation", lambda access, id: CaseEscalation.objects.visible_to(access).filter(id=id).exists())
keep_apart("case_escalation", lambda access: CaseEscalation.objects.visible_to(access).order_by().values("id"))
add_dialog(
    "escalate_cases",
    url="case_escalations:escalate_cases",
    title=_("Escalate the case"),
    button=_("Escalate it"),
    form=EscalateForm,
    hint=_("The case stays with its owner. Customers never see any of this."),
    fits=lambda case: case.status != "closed",
)
add_to_thread(in_thread, "case_escalations/_in_thread.html")
fill_slot("case.notice", slots.notice_of_case, "case_escalations/_notice.html", position=5)
fill_slot("case.actions", slots.acts_of_case, "case_escalations/_acts.html", position=60)
fill_slot("case.row", slots.row_of_case, "case_escalations/_row.html", position=5)
fill_slot("account.section", slots.of_account, "case_escalations/_of_account.html", position=5)
fill_slot("inbox.selection", slots.escalate_selection, "case_escalations/_selection.html", position=60)
fill_slot("page.subject", slots.of_page, "case_escalations/_of_page.html")
holds_personal_content(PersonalRoom("case_escalations", personal.export, personal.erase))

"""What this room offers to lower rooms."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.channels.answers import register_answers
from andon.channels.models import Delivery
from andon.channels.rechecks import Withdraw, register_recheck
from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.roster import register_roster
from andon.people.access import Access
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot
from andon.work.lanes import PAGE

from . import slots
from .answers import AnswersToPages
from .models import Escalation
from .page_link import KIND
from .reads.is_wanted import is_wanted
from .reads.roster import roster


def may_watch(access: Access, id: UUID) -> bool:
    return Escalation.objects.visible_to(access).filter(id=id).exists()


def withdraw_unwanted(delivery: Delivery) -> Withdraw | None:
    return None if is_wanted(delivery) else Withdraw(_("it was settled before"))


register_topic("escalation", may_watch)
register_kind(
    NoticeKind(
        key=KIND,
        name=gettext_lazy("You are paged"),
        usual="high",
        insists=True,
        purpose="page",
        lane=PAGE,
    )
)
register_roster(roster)
register_answers("page", AnswersToPages())
register_recheck("page", withdraw_unwanted)
fill_slot("on_call.schedule", slots.policies, "paging/_policies_of_schedule.html")
fill_slot("on_call.notice", slots.loud, "paging/_loud.html")
fill_slot("on_call.actions", slots.acts_on_call, "paging/_to_pages.html")
fill_slot("me.reached", slots.pages_of_reader, "paging/_my_pages.html")
fill_slot("alert.row", slots.row_of_alert, "paging/_answer.html")
fill_slot("alert.section", slots.section_of_alert, "paging/_alert_section.html")
fill_slot("page.subject", slots.subject_of_page, "paging/_alert_of_page.html")

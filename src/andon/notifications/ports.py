"""What this room offers to lower rooms, and which kinds of notices are its own."""

from django.utils.translation import gettext_lazy as _

from andon.channels.answers import register_answers
from andon.channels.rechecks import register_recheck

from .actions.recheck_message import recheck_message
from .actions.tell_unanswered import UNANSWERED
from .actions.try_contact_methods import PURPOSE as TEST
from .answers import AnswersToTests
from .kinds import NoticeKind, register_kind

register_recheck("notice", recheck_message)
register_recheck("page", recheck_message)
register_answers(TEST, AnswersToTests())
register_kind(
    NoticeKind(
        key=UNANSWERED, name=_("Somebody may be out of reach"), about=_("a weekly test of your team was not confirmed")
    )
)

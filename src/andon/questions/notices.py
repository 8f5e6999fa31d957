"""What people are told about questions."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Notice

from .reads.waiting_for import waiting_of

ASKED, ANSWERED = "questions.asked", "questions.answered"


def _still_waits(notice: Notice) -> bool:
    """One of the cases that are hers, or of whom she stands in for, is asked still."""
    owner = notice.stands_in_for_id or notice.user_id
    return waiting_of(notice.subject_id, owner).exists()


register_kind(
    NoticeKind(
        key=ASKED,
        name=_("Questions of engineers"),
        about=_("an incident behind a case of yours, and when you have not answered"),
        still_wanted=_still_waits,
    )
)
register_kind(NoticeKind(key=ANSWERED, name=_("Your question is answered"), about=_("by everybody whom you asked")))

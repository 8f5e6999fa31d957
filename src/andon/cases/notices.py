"""What people are told about cases."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Choice, Notice

from .models import Case
from .rules.lifecycle import RUNNING

MENTIONED, ASSIGNED, REPLIED = "cases.mentioned", "cases.assigned", "cases.customer_replied"
STAND_IN, MERGED = "cases.stand_in", "cases.merged"


def _is_hers(notice: Notice) -> bool:
    return Case.objects.filter(id=notice.subject_id, owner=notice.user_id).exists()


def _waits_for_answer(notice: Notice) -> bool:
    """Whoever answered her: nobody needs to be told any more."""
    waits = Case.objects.filter(id=notice.subject_id, unanswered_count__gt=0, status__in=RUNNING)
    return waits.exists()


register_kind(
    NoticeKind(
        key=REPLIED,
        name=_("A customer wrote"),
        about=_("in a case that is yours"),
        usual=Choice.LIST,
        still_wanted=_waits_for_answer,
    )
)
register_kind(
    NoticeKind(
        key=ASSIGNED, name=_("A case became yours"), about=_("somebody else gave it to you"), still_wanted=_is_hers
    )
)
register_kind(NoticeKind(key=MENTIONED, name=_("You are called in a case"), about=_("by @your name in a note")))
register_kind(
    NoticeKind(
        key=STAND_IN,
        name=_("You stand in"),
        about=_("a customer of somebody who is away wrote"),
        still_wanted=_waits_for_answer,
    )
)
register_kind(NoticeKind(key=MERGED, name=_("Your case was merged"), about=_("into another one, or taken out of it")))

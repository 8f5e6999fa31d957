"""What people are told about incidents."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Notice

from .models import Duty

CALLED, DUTY = "incidents.called", "incidents.duty"


def _is_hers(notice: Notice) -> bool:
    return Duty.objects.filter(incident=notice.subject_id, user=notice.user_id).exists()


register_kind(NoticeKind(key=CALLED, name=_("You are called on a line"), about=_("by @your name, in an incident")))
register_kind(
    NoticeKind(
        key=DUTY, name=_("A duty became yours"), about=_("somebody put you on an incident"), still_wanted=_is_hers
    )
)

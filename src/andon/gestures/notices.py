"""What people are told about gestures."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind

GESTURE = "gestures.gesture"

register_kind(
    NoticeKind(key=GESTURE, name=_("Approvals"), about=_("a gesture waits for you, or yours was approved or declined"))
)

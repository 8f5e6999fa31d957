"""What people are told about impact."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Choice

MORE = "impact.more"

register_kind(
    NoticeKind(
        key=MORE,
        name=_("An incident hits more customers"),
        about=_("it has reached what a rule of an administrator names for your team"),
        usual=Choice.HIGH,
    )
)

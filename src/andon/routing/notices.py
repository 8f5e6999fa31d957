"""What people are told about routing."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Choice

DRIFT = "routing.drift"

register_kind(
    NoticeKind(
        key=DRIFT,
        name=_("Routing suggestions get worse"),
        about=_("more is unknown or corrected than before; told to administrators"),
        usual=Choice.LOW,
    )
)

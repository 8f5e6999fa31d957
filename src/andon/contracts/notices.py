"""What people are told about contracts."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind

MINUTES = "contracts.minutes"

register_kind(
    NoticeKind(
        key=MINUTES,
        name=_("A contract’s minutes run out"),
        about=_("in an incident that you work on, or that hurts an account of yours"),
    )
)

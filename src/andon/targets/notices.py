"""What people are told about promised times."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind

RUNG = "targets.rung"

register_kind(NoticeKind(key=RUNG, name=_("A promised time comes near"), about=_("of a case of yours or your team")))

"""What people are told about escalations of cases and accounts."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Choice, Notice

from .models import CaseEscalation

CALLED, WENT_ON = "case_escalations.called", "case_escalations.went_on"


def _waits(notice: Notice) -> bool:
    """The key names the escalation: what it is about is the case or the account."""
    return CaseEscalation.objects.filter(id=notice.key.split(":")[1], state="waiting").exists()


register_kind(
    NoticeKind(
        key=CALLED,
        name=_("An escalation waits for you"),
        about=_("raised to the leads, or answered by nobody in time"),
        usual=Choice.HIGH,
        still_wanted=_waits,
    )
)
register_kind(
    NoticeKind(
        key=WENT_ON,
        name=_("Your escalation went on"),
        about=_("what you asked for, or your case: accepted, declined, or over"),
    )
)

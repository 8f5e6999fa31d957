"""What people are told about incidents."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Notice
from andon.work.lanes import PAGE

from .models import Duty, Hunch, Incident
from .rules.outcomes import CONFIRMED

CALLED, DUTY, UPDATE_DUE = "incidents.called", "incidents.duty", "incidents.update_due"
THANKED = "incidents.hunch_confirmed"


def _is_hers(notice: Notice) -> bool:
    return Duty.objects.filter(incident=notice.subject_id, user=notice.user_id).exists()


def promise_key(incident: Incident) -> str:
    """Notices of a promise begin with it; another instant is another promise."""
    at = incident.next_update_at
    return f"update:{incident.pk}:{int(at.timestamp()) if at else 0}"


def _is_promised(notice: Notice) -> bool:
    found = Incident.objects.standing().filter(pk=notice.subject_id).first()
    return found is not None and notice.key.startswith(promise_key(found))


def _is_confirmed(notice: Notice) -> bool:
    return Hunch.objects.filter(incident=notice.subject_id, user=notice.user_id, outcome=CONFIRMED).exists()


register_kind(NoticeKind(key=CALLED, name=_("You are called on a line"), about=_("by @your name, in an incident")))
register_kind(
    NoticeKind(
        key=DUTY, name=_("A duty became yours"), about=_("somebody put you on an incident"), still_wanted=_is_hers
    )
)
register_kind(
    NoticeKind(
        key=UPDATE_DUE,
        name=_("A promised update is due"),
        about=_("you tell the customers of an incident, or lead it"),
        still_wanted=_is_promised,
        lane=PAGE,
    )
)
register_kind(
    NoticeKind(
        key=THANKED,
        name=_("Your call was right"),
        about=_("an incident that you declared was confirmed"),
        still_wanted=_is_confirmed,
    )
)

from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.channels.rechecks import Wait, Withdraw
from andon.kit import clock
from andon.notifications.kinds import find_kind
from andon.notifications.models import Notice
from andon.notifications.reads.looking import looking
from andon.notifications.reads.preferences import Preferences, preferences_of

from .send_digest import send_digest


@transaction.atomic
def recheck_message(delivery: Delivery) -> Withdraw | Wait | None:
    """Whether a notice's message still goes out: the last word of who is told, asked just before.

    Not to who has read it or looks at its subject, not by a way that is hers no longer, not what its kind no longer
    wants. Low urgency waits while it is quiet; what has gathered by then goes out as one digest.
    """
    notice = Notice.objects.select_related("user").of_messages([delivery.key]).first()
    if notice is None:
        return None
    hers = preferences_of([notice.user])[notice.user_id]
    if why := _why_not(notice, delivery, hers):
        return Withdraw(why)
    now = clock.now()
    opens = hers.open_at(now, notice.urgency)
    if opens > now:
        return Wait(opens)
    return send_digest(notice, delivery) if notice.urgency == "low" else None


def _why_not(notice: Notice, delivery: Delivery, hers: Preferences) -> str:
    kind = find_kind(notice.kind)
    if kind is None or not notice.user.is_active:
        return _("nobody is told this any more")
    if (delivery.channel, delivery.address) not in {(way.channel, way.address) for way in hers.ways}:
        return _("she is no longer reached by this")
    if not kind.still_wanted(notice):
        return _("it was settled before")
    if kind.insists:
        return ""
    if notice.read_at is not None:
        return _("she had read it before")
    return _("she was looking at it") if looking([(notice.user_id, notice.subject)]) else ""

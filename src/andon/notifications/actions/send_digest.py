from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.rechecks import Withdraw
from andon.kit import clock
from andon.kit.text import excerpt
from andon.notifications.kinds import find_kind
from andon.notifications.models import Notice
from andon.work.models import DueWork
from andon.work.plan import cancel

PURPOSE = "digest"
FROM = 4
"""So many notices that are due together go out as one message."""
MOST = 100
_TOGETHER = timedelta(minutes=1)


@transaction.atomic
def send_digest(notice: Notice, delivery: Delivery) -> Withdraw | None:
    """One message instead of many of low urgency that go to the same address now; None where there are few.

    The digest is planned in the transaction in which the others are withdrawn, so each notice is told exactly once.
    """
    others = _due_with(delivery)
    notices = {one.key: one for one in Notice.objects.unread().of_messages([other.key for other in others])}
    taken = [one for one in others if _is_for_digest(notices.get(one.key.rpartition(":")[0]), notice)]
    if len(taken) + 1 < FROM:
        return None
    told = [notice, *(notices[one.key.rpartition(":")[0]] for one in taken)]
    digest = _digest(delivery, sorted(told, key=lambda one: one.at))
    deliver([digest])
    _take_back(taken)
    for one in told:
        one.messages = [*one.messages, digest.key]
    Notice.objects.bulk_update(told, ["messages"])
    return Withdraw(_("it went out in a digest"))


def _due_with(delivery: Delivery) -> list[Delivery]:
    """Waiting for the same person, way and moment; what another worker is about to send is left to it."""
    same = Delivery.objects.select_for_update(skip_locked=True).filter(
        purpose=delivery.purpose,
        state=State.PLANNED,
        recipient_kind="user",
        recipient_id=delivery.recipient_id,
        channel=delivery.channel,
        address=delivery.address,
    )
    waiting = {f"delivery:{one.key}": one for one in same.exclude(key=delivery.key).order_by("at", "id")[:MOST]}
    due = DueWork.objects.filter(key__in=list(waiting), run_at__lte=clock.now() + _TOGETHER)
    found = set(due.values_list("key", flat=True))
    return [one for key, one in waiting.items() if key in found]


def _is_for_digest(other: Notice | None, notice: Notice) -> bool:
    if other is None or other.urgency != notice.urgency:
        return False
    kind = find_kind(other.kind)
    return kind is not None and not kind.insists and kind.still_wanted(other)


def _take_back(deliveries: Sequence[Delivery]) -> None:
    Delivery.objects.filter(key__in=[one.key for one in deliveries]).update(
        state=State.WITHDRAWN, error=_("it went out in a digest")
    )
    cancel(*(f"delivery:{one.key}" for one in deliveries))


def _digest(delivery: Delivery, told: Sequence[Notice]) -> DeliveryIn:
    user = told[0].user
    headline, text = digest_words(told, delivery.channel)
    return DeliveryIn(
        key=f"digest:{delivery.key}",
        purpose=PURPOSE,
        subject=user.subject,
        recipient=user.subject,
        recipient_name=user.name,
        sender_name="Andon",
        channel=delivery.channel,
        address=delivery.address,
        headline=headline,
        text=text,
    )


def digest_words(told: Sequence[Notice], channel: str) -> tuple[str, str]:
    """Headline and text of one message for all these notices of one person, in her language."""
    with translation.override(told[0].user.locale):
        headline = ngettext("%(n)s thing for you", "%(n)s things for you", len(told)) % {"n": len(told)}
        place = f"{settings.BASE_URL}{reverse('notifications:notices')}"
        lines = [f"{one.headline}\n{settings.BASE_URL}{one.path}" for one in told]
        short = {"sms": place, "voice": _("They stand in your list.")}
        text = short.get(channel, "\n\n".join([*lines, _("All of them: %(place)s") % {"place": place}]))
    return excerpt(headline, 120), text

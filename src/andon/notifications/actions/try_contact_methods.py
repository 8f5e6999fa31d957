from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import TooMuch
from andon.kit.ids import new_id
from andon.notifications.reads.ways_of import ways_of
from andon.people.models import User
from andon.work.lanes import PAGE

PURPOSE = "page_test"
PAUSE = 30


@transaction.atomic
def try_contact_methods(user: User) -> list[Delivery]:
    """Send a message by every way by which this person is summoned, as a page would go, to see whether it arrives."""
    User.objects.select_for_update().get(pk=user.pk)
    last = Delivery.objects.filter(subject_kind="user", subject_id=user.id, purpose=PURPOSE).order_by("-at").first()
    if last is not None and (clock.now() - last.at).total_seconds() < PAUSE:
        raise TooMuch(_("You tried it just now. Wait half a minute."), retry_after=PAUSE)
    once = new_id()
    return deliver(
        [
            DeliveryIn(
                key=f"{PURPOSE}:{once}:{number}",
                purpose=PURPOSE,
                subject=user.subject,
                recipient=user.subject,
                recipient_name=user.name,
                sender_name="Andon",
                channel=channel,
                address=address,
                headline=_("A test: this is how you would be paged"),
                text=_("%(name)s, this is a test. Nothing is wrong; there is nothing to answer.") % {"name": user.name},
                lane=PAGE,
            )
            for number, (channel, address) in enumerate(ways_of(user))
        ]
    )

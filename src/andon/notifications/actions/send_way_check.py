from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.links import LINK
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import Conflict, TooMuch
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.notifications.models import ContactMethod
from andon.people.models import User
from andon.work.lanes import PAGE

PURPOSE = "way_check"
KIND = "contact_method"
PAUSE = timedelta(seconds=30)
AN_HOUR_TO_AN_ADDRESS = 3
A_DAY_BY_A_PERSON = 20


@transaction.atomic
def send_way_check(method: ContactMethod) -> Delivery:
    """Send a link to an e-mail address or a service that is not verified yet; opened and confirmed, it counts.

    Raises TooMuch beyond three an hour to an address, whoever asks, so that nobody can make us pester a stranger. A
    personal preference: no fact.
    """
    user = User.objects.select_for_update().get(pk=method.user_id)
    if method.verified_at is not None or method.is_phone:
        raise Conflict(_("There is nothing to verify."))
    _check_limits(user, method.address)
    (delivery,) = deliver([_message(user, method)])
    return delivery


def _check_limits(user: User, address: str) -> None:
    now = clock.now()
    sent = Delivery.objects.filter(address=address, purpose=PURPOSE, at__gt=now - timedelta(hours=1))
    by_her = Delivery.objects.filter(
        recipient_kind="user", recipient_id=user.id, purpose=PURPOSE, at__gt=now - timedelta(days=1)
    )
    if sent.filter(at__gt=now - PAUSE).exists():
        raise TooMuch(_("One was sent just now. Wait half a minute."), retry_after=30)
    if sent.count() >= AN_HOUR_TO_AN_ADDRESS:
        raise TooMuch(_("Three were sent there within an hour. Try again later."), retry_after=3600)
    if by_her.count() >= A_DAY_BY_A_PERSON:
        raise TooMuch(_("You had many sent today. Try again tomorrow."), retry_after=86400)


def _message(user: User, method: ContactMethod) -> DeliveryIn:
    text = _("%(name)s wants to be reached here by Andon. If this is you, open this and confirm it:") % {
        "name": user.name
    }
    return DeliveryIn(
        key=f"{PURPOSE}:{new_id()}",
        purpose=PURPOSE,
        subject=Subject(KIND, method.id),
        recipient=user.subject,
        recipient_name=user.name,
        sender_name="Andon",
        channel=method.channel,
        address=method.address,
        headline=_("Does this reach you?"),
        text=f"{text}\n\n{LINK}\n",
        link_purpose=PURPOSE,
        link_path="/reached/",
        lane=PAGE,
    )

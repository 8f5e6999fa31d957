import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import Conflict, TooMuch
from andon.kit.ids import new_id
from andon.kit.secret import sign
from andon.notifications.models import ContactMethod, PhoneCheck
from andon.people.models import User
from andon.work.lanes import PAGE

PURPOSE = "phone_code"
PAUSE = timedelta(seconds=30)
AN_HOUR_TO_A_NUMBER = 3
A_DAY_BY_A_PERSON = 10


@transaction.atomic
def send_phone_code(method: ContactMethod) -> Delivery:
    """Send a code of six digits to a number that is not verified yet; the one before counts no longer.

    Raises TooMuch beyond three an hour to a number, whoever asks, so that nobody can make us ring a stranger. A
    personal preference: no fact.
    """
    user = User.objects.select_for_update().get(pk=method.user_id)
    if method.verified_at is not None or not method.is_phone:
        raise Conflict(_("There is nothing to verify."))
    _check_limits(user, method.address)
    code = f"{secrets.randbelow(1_000_000):06}"
    PhoneCheck.objects.update_or_create(
        user=user,
        number=method.address,
        defaults={"tag": tag_of(user, method.address, code), "sent_at": clock.now(), "tries": 0},
    )
    (delivery,) = deliver([_message(user, method, code)])
    return delivery


def tag_of(user: User, number: str, code: str) -> str:
    return sign(PURPOSE, f"{user.id}:{number}:{code}", length=40)


def _check_limits(user: User, number: str) -> None:
    now = clock.now()
    to_number = Delivery.objects.filter(address=number, purpose=PURPOSE, at__gt=now - timedelta(hours=1))
    by_her = Delivery.objects.filter(
        subject_kind="user", subject_id=user.id, purpose=PURPOSE, at__gt=now - timedelta(days=1)
    )
    if to_number.filter(at__gt=now - PAUSE).exists():
        raise TooMuch(_("A code was sent just now. Wait half a minute."), retry_after=30)
    if to_number.count() >= AN_HOUR_TO_A_NUMBER:
        raise TooMuch(_("Three codes went to this number within an hour. Try again later."), retry_after=3600)
    if by_her.count() >= A_DAY_BY_A_PERSON:
        raise TooMuch(_("You had ten codes sent today. Try again tomorrow."), retry_after=86400)


def _message(user: User, method: ContactMethod, code: str) -> DeliveryIn:
    shown = code if method.channel == "sms" else ", ".join(code)
    return DeliveryIn(
        key=f"{PURPOSE}:{new_id()}",
        purpose=PURPOSE,
        subject=user.subject,
        recipient=user.subject,
        recipient_name=user.name,
        sender_name="Andon",
        channel=method.channel,
        address=method.address,
        headline="",
        text=_("Your code for Andon: %(code)s. It counts for ten minutes.") % {"code": shown},
        lane=PAGE,
    )

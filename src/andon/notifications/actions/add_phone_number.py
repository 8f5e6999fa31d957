from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.registry import is_ready
from andon.customers.rules.points import normalise
from andon.kit.errors import Conflict, Invalid
from andon.notifications.models import ContactMethod
from andon.notifications.models.contact_method import PHONES
from andon.people.models import User

from .add_contact_method import MOST
from .send_phone_code import send_phone_code


@transaction.atomic
def add_phone_number(user: User, *, number: str, ways: Sequence[str]) -> list[ContactMethod]:
    """Another way to summon a person: a number by SMS ("sms"), by call ("voice"), or both.

    A code is sent to it, and no page before she has typed it; a number that is verified already needs none. Raises
    Conflict while no account is connected that could send. A personal preference: no fact.
    """
    User.objects.select_for_update().get(pk=user.pk)
    number, ways = _number(number), _ways(ways)
    own = ContactMethod.objects.filter(user=user)
    known = own.filter(address=number, channel__in=PHONES)
    if new := [way for way in ways if not known.filter(channel=way).exists()]:
        if own.count() + len(new) > MOST:
            raise Conflict(_("That is enough ways; remove one first."))
    else:
        raise Invalid({"number": _("You have this number already.")})
    proved = known.exclude(verified_at=None).first()
    verified_at = proved.verified_at if proved else None
    made = [
        ContactMethod.objects.create(user=user, channel=way, address=number, verified_at=verified_at) for way in new
    ]
    if verified_at is None:
        send_phone_code(made[0])
    return made


def _number(number: str) -> str:
    try:
        return normalise("phone", number)
    except Invalid as invalid:
        raise Invalid({"number": invalid.message}) from None


def _ways(ways: Sequence[str]) -> list[str]:
    if not any(is_ready(way) for way in PHONES):
        raise Conflict(_("Nobody can be paged by phone before an administrator connects a Twilio account."))
    if not ways or any(way not in PHONES for way in ways):
        raise Invalid({"ways": _("Choose SMS, calls, or both.")})
    if missing := [way for way in ways if not is_ready(way)]:
        raise Invalid({"ways": _("The connected account cannot do this: %(way)s.") % {"way": missing[0]}})
    return [way for way in PHONES if way in ways]

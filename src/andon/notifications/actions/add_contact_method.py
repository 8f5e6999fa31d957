from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.apprise.channel import check_url
from andon.channels.registry import WillNot
from andon.kit.errors import Conflict, Invalid
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.notifications.models import ContactMethod
from andon.people.models import User

from .send_way_check import send_way_check

MOST = 10


@transaction.atomic
def add_contact_method(user: User, *, address: str, label: str = "") -> ContactMethod:
    """Another way to reach a person: an e-mail address, or an Apprise URL, whose secrets are sealed.

    A link is sent to it, and nothing else before she has confirmed it. A personal preference: no fact.
    """
    address = clean(address, "address", 2000, required=True)
    label = clean(label, "label", 120)
    User.objects.select_for_update().get(pk=user.pk)
    if ContactMethod.objects.filter(user=user).count() >= MOST:
        raise Conflict(_("That is enough ways; remove one first."))
    if "://" in address:
        _check_url(address)
        name = label or address.partition("://")[0]
        return _checked(ContactMethod(user=user, channel="apprise", address=seal(address), label=name))
    return _checked(ContactMethod(user=user, channel="email", address=_mail_address(user, address), label=label))


def _checked(method: ContactMethod) -> ContactMethod:
    method.save(force_insert=True)
    send_way_check(method)
    return method


def _check_url(url: str) -> None:
    try:
        check_url(url)
    except WillNot as error:
        raise Invalid({"address": _("It cannot be used: %(why)s.") % {"why": error}}) from None


def _mail_address(user: User, address: str) -> str:
    address = address.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid({"address": _("This is neither an e-mail address nor an Apprise URL.")}) from None
    known = ContactMethod.objects.filter(user=user, channel="email", address=address).first()
    if known is not None and not known.is_used:
        raise Invalid({"address": _("It waits for you: open the link that was sent there, or send it again above.")})
    if known is not None or address == user.email.lower():
        raise Invalid({"address": _("You are reached at this address already.")})
    return address

"""The ways that somebody added, as she sees them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.channels.registry import is_ready
from andon.notifications.models import ContactMethod
from andon.notifications.models.contact_method import PHONES
from andon.notifications.rules.reach import Way
from andon.people.models import User

from .preferences import Preferences


@dataclass(frozen=True, slots=True)
class MyWay:
    """`asks`: the code for its number is asked for here; at one way of each number."""

    method: ContactMethod
    asks: bool


def my_ways(user: User) -> list[MyWay]:
    """In the order they were added; one query."""
    seen: set[str] = set()
    found = []
    for method in ContactMethod.objects.filter(user=user).order_by("id"):
        asks = method.is_phone and not method.is_used and method.address not in seen
        if asks:
            seen.add(method.address)
        found.append(MyWay(method, asks))
    return found


def phones_offered() -> list[str]:
    """By which a number can be paged now; none before an administrator connected an account."""
    return [way for way in PHONES if is_ready(way)]


def names_of(hers: Preferences) -> list[str]:
    """What she calls her ways, in their order; one query."""
    labels = dict(ContactMethod.objects.filter(user=hers.user).values_list("id", "label"))
    return [_name(way, labels.get(way.method, "") if way.method else "") for way in hers.ways]


def _name(way: Way, label: str) -> str:
    match way.channel:
        case "email":
            return label or _("mail to %(address)s") % {"address": way.address}
        case "sms":
            return _("SMS to …%(digits)s") % {"digits": way.address[-4:]}
        case "voice":
            return _("call to …%(digits)s") % {"digits": way.address[-4:]}
    return label or way.channel

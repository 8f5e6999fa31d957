"""The ways that somebody added, as she sees them."""

from dataclasses import dataclass

from andon.channels.registry import is_ready
from andon.notifications.models import ContactMethod
from andon.notifications.models.contact_method import PHONES
from andon.people.models import User


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
        asks = not method.is_used and method.address not in seen
        if asks:
            seen.add(method.address)
        found.append(MyWay(method, asks))
    return found


def phones_offered() -> list[str]:
    """By which a number can be paged now; none before an administrator connected an account."""
    return [way for way in PHONES if is_ready(way)]

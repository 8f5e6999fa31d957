"""By which ways people are reached: the address each signs in with, and what she added and proved to be hers."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from andon.notifications.models import ContactMethod
from andon.notifications.rules.reach import Way
from andon.people.models import User


def ways_of(user: User) -> list[tuple[str, str]]:
    """Channel and address, as the ledger takes them."""
    return [(way.channel, way.address) for way in ways_of_each([user])[user.id]]


def ways_of_each(users: Collection[User]) -> dict[UUID, list[Way]]:
    """By person, in the order they were added; one query."""
    found: dict[UUID, list[Way]] = defaultdict(list, {user.id: [Way("email", user.email)] for user in users})
    used = ContactMethod.objects.filter(user__in=users, verified_at__isnull=False).order_by("id")
    for method in used:
        found[method.user_id].append(Way(method.channel, method.address, method.id))
    return found

"""By which ways a person is summoned: the address she signs in with, and what she added."""

from andon.paging.models import ContactMethod
from andon.people.models import User


def ways_of(user: User) -> list[tuple[str, str]]:
    """Channel and address, as the ledger takes them."""
    added = ContactMethod.objects.filter(user=user).order_by("id").values_list("channel", "address")
    return [("email", user.email), *added]

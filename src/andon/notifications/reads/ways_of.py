"""By which ways a person is summoned: the address she signs in with, and what she added."""

from django.db.models import Q

from andon.notifications.models import ContactMethod
from andon.notifications.models.contact_method import PHONES
from andon.people.models import User


def ways_of(user: User) -> list[tuple[str, str]]:
    """Channel and address, as the ledger takes them; no number that she has not proved to be hers."""
    used = ContactMethod.objects.filter(~Q(channel__in=PHONES) | Q(verified_at__isnull=False), user=user)
    return [("email", user.email), *used.order_by("id").values_list("channel", "address")]

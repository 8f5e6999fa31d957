"""What pages of this room's rules say in a person's own words."""

from typing import Any

from andon.customers.models import Contact
from andon.incidents.personal import forget_words, incidents_of

from .models import FiredRule


def export(contact: Contact) -> list[dict[str, Any]]:
    """Nothing that her cases do not hold."""
    return []


def erase(contact: Contact) -> None:
    fired = FiredRule.objects.filter(incident__in=incidents_of(contact))
    forget_words("fired_rule", fired.values_list("id", flat=True))

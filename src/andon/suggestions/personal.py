"""What this room holds about a person: the words that two of her cases have in common with others."""

from typing import Any

from andon.cases.personal import spoken_in
from andon.customers.models import Contact

from .models import SaidCode, Suggestion
from .rules.kinds import LAPSED, OPEN


def export(contact: Contact) -> list[dict[str, Any]]:
    """Nothing that her cases do not hold."""
    return []


def erase(contact: Contact) -> None:
    """Her words and codes go; what people decided stays, for it says how good suggestions are."""
    cases = spoken_in(contact)
    SaidCode.objects.filter(case__in=cases).delete()
    hers = Suggestion.objects.of_case(*cases)
    hers.filter(state__in=(OPEN, LAPSED)).delete()
    hers.update(reasons={})

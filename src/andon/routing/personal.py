"""What this room holds about a person: words of hers that speak for a guess, and that her cases were guessed."""

from typing import Any

from andon.cases.models import Case
from andon.customers.models import Contact

from .models import Choice, Prediction
from .planning import learn_soon


def export(contact: Contact) -> list[dict[str, Any]]:
    hers = Prediction.objects.filter(case__contact=contact).select_related("case").order_by("case__number", "field")
    return [{"at": one.made_at.isoformat(), "case": one.case.ref, "field": one.field} for one in hers]


def erase(contact: Contact) -> None:
    """Her words go at once; what routers learned from her texts is gone when they have learned anew, which is soon."""
    hers = Case.objects.filter(contact=contact)
    Prediction.objects.filter(case__in=hers).exclude(words=[]).update(words=[])
    learn_soon(set(Choice.objects.filter(case__in=hers).values_list("field", flat=True)))

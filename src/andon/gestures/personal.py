"""What this room holds about a person: why something was given to her."""

from typing import Any

from andon.customers.models import Contact

from .models import Gesture


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {"at": one.asked_at.isoformat(), "what": one.words, "state": one.state, "why": one.why}
        for one in Gesture.objects.filter(case__contact=contact).select_related("kind", "obligation")
    ]


def erase(contact: Contact) -> None:
    """The reasons go; what was given, when and how much stays."""
    hers = Gesture.objects.filter(case__contact=contact)
    hers.update(why="—", reference="")
    hers.exclude(declined_at=None).update(declined_why="—")

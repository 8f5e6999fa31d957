"""What this room holds about a person: what was answered about her cases, by her or for her."""

from typing import Any

from django.db.models import Q

from andon.customers.models import Contact

from .models import Answer


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {
            "at": one.given_at.isoformat(),
            "question": one.to.question.texts[""],
            "answer": one.value,
            "cannot_tell": one.cannot_tell,
        }
        for one in _hers(contact).select_related("to__question").order_by("given_at")
    ]


def erase(contact: Contact) -> None:
    """Free words go; what was chosen from a list, counted or measured says nothing of her and stays in the figures."""
    _hers(contact).filter(to__question__kind="text", cannot_tell=False).update(value=None, erased=True)


def _hers(contact: Contact) -> "Any":
    return Answer.objects.filter(Q(to__case__contact=contact) | Q(to__passed_to=contact))

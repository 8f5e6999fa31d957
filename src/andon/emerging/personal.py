"""What this room holds about a person: that she was one of those who told something."""

from typing import Any

from andon.customers.models import Contact
from andon.kit.ids import new_id

from .models import Report
from .state import lock_scan, note_decision


def export(contact: Contact) -> list[dict[str, Any]]:
    hers = Report.objects.filter(reporter=_key(contact)).exclude(issue=None).select_related("issue").order_by("at")
    return [{"at": one.at.isoformat(), "issue": one.issue.ref} for one in hers if one.issue]


def erase(contact: Contact) -> None:
    """That somebody told it stays, who it was goes."""
    hers = Report.objects.filter(reporter=_key(contact))
    if hers.exists():
        lock_scan()
        hers.update(reporter=f"erased:{new_id()}")
        note_decision()


def _key(contact: Contact) -> str:
    return f"contact:{contact.id}"

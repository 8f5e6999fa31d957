"""What this room holds about a person: vectors of what she said, and for an hour what somebody looked for."""

from typing import Any

from andon.customers.models import Contact

from .models import Search, UnderstoodText


def export(contact: Contact) -> list[dict[str, Any]]:
    """When she said something and in which language; her words are with the rooms that hold them, and a vector says
    nothing to anybody."""
    rows = UnderstoodText.objects.filter(reporter=reporter_of(contact)).order_by("said_at", "id")
    return [{"at": row.said_at.isoformat(), "kind": row.subject_kind, "language": row.language} for row in rows]


def erase(contact: Contact) -> None:
    """Searches may name her; which ones, nobody can tell, so all of this hour go."""
    UnderstoodText.objects.filter(reporter=reporter_of(contact)).delete()
    Search.objects.all().delete()


def reporter_of(contact: Contact) -> str:
    """The key under which rooms above name her as a reporter."""
    return contact.subject.key

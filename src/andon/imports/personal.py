"""What this room holds about a person: perhaps a line of a file. Files that ended are kept for convenience alone, and
so they go, whether they name her or not; a file that is still to be taken in goes by its age."""

from typing import Any

from andon.customers.models import Contact
from andon.timeline.actor import Actor

from .actions.forget_import_file import ERASURE, forget_import_file
from .models import CsvImport
from .rules.lifecycle import ENDED


def export(contact: Contact) -> list[dict[str, Any]]:
    """What a file said of her has become what other rooms hold."""
    return []


def erase(contact: Contact) -> None:
    for found in CsvImport.objects.filter(status__in=ENDED).exclude(blob=None).order_by("id"):
        forget_import_file(found, by=Actor.system("imports"), why=ERASURE)

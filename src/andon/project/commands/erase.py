"""`andon erase CONTACT`: forget who a person was, everywhere."""

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Forgets who a contact was, in every room: names, addresses, words, files and mails go for ever; how many and "
        "when stays, so that figures stay true. Backups made before still hold her until they are gone."
    )
    parser.add_argument("contact", metavar="CONTACT", help="her id, external id or an e-mail address of hers")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    with with_database():
        from django.db import transaction

        from andon.customers.actions.erase_contact import erase_contact
        from andon.customers.reads.export_contact import export_contact
        from andon.customers.reads.find_contact import find_contact
        from andon.timeline.actor import Actor

        contact = find_contact(options.contact)
        if contact is None:
            print(f"There is no contact {options.contact}.", file=sys.stderr)
            return 1
        if contact.erased_at is not None:
            print(f"She was erased on {contact.erased_at:%Y-%m-%d}.")
            return 0
        if not options.yes and not _is_meant(contact.name, options.contact):
            print("Nothing was erased.", file=sys.stderr)
            return 1
        with transaction.atomic():
            held = export_contact(contact)
            erase_contact(contact, by=Actor.system("project"))
    print(f"Erased, {contact.id}:")
    width = max(map(len, held)) + 2
    for room, content in held.items():
        print(f"  {room:{width}}{_counted(content)}")
    return 0


def _is_meant(name: str, asked: str) -> bool:
    """Without anybody at the keyboard: no."""
    try:
        return input(f"Erase {name} ({asked}) for ever? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _counted(content: Any) -> str:
    """How much of what a room holds there was: its lists, or the fields that said something."""
    if isinstance(content, list):
        return str(len(content))
    if not isinstance(content, Mapping):
        return "1" if content else "0"
    lists = {name: len(one) for name, one in content.items() if isinstance(one, list) and name != "opened"}
    fields = sum(1 for one in content.values() if one and isinstance(one, str | dict))
    said = [f"{count} {name.replace('_', ' ')}" for name, count in lists.items()]
    return ", ".join([*([f"{fields} fields"] if fields else []), *said]) or "0"

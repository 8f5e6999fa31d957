"""`andon export CONTACT`: all that is kept about a person, as JSON."""

import argparse
import json
import sys
from pathlib import Path

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Writes all that is kept about a contact, by room, as JSON: for whoever asks what we know of her. "
        "It changes nothing."
    )
    parser.add_argument("contact", metavar="CONTACT", help="her id, external id or an e-mail address of hers")
    parser.add_argument("--file", type=Path, metavar="FILE", help="write there, for you alone (default: to the screen)")


def run(options: argparse.Namespace) -> int:
    with with_database():
        from andon.customers.reads.export_contact import export_contact
        from andon.customers.reads.find_contact import find_contact
        from andon.project.supervise.installation import write_private

        contact = find_contact(options.contact)
        if contact is None:
            print(f"There is no contact {options.contact}.", file=sys.stderr)
            return 1
        text = json.dumps(export_contact(contact), ensure_ascii=False, indent=2)
        if options.file is None:
            print(text)
            return 0
        try:
            write_private(options.file.absolute(), text + "\n")
        except OSError as why:
            print(f"Nothing was written. {why}", file=sys.stderr)
            return 1
    print(f"{options.file}: all that is kept about {contact.name}.")
    return 0

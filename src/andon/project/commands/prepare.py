"""What `andon up` does between the database and the rest. Prints JSON for it."""

import argparse
import json

from .attach import attach


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    attach()
    from andon.project.first_start import alone, first_administrators_link, migrate, pending_migrations

    with alone():
        if pending_migrations():
            migrate()
        welcome = first_administrators_link()
    print(json.dumps({"welcome": welcome}))
    return 0

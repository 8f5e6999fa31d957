"""`andon migrate`: for a PostgreSQL of your own; `andon up` does it by itself."""

import argparse

from .attach import attach


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Brings the database to this version. `andon up` does it by itself; `andon upgrade` keeps a backup too."
    )


def run(options: argparse.Namespace) -> int:
    attach()
    from andon.project.first_start import alone, first_administrators_link, migrate, pending_migrations

    with alone():
        pending = pending_migrations()
        if pending:
            migrate()
        welcome = first_administrators_link()
    print(f"{len(pending)} migrations applied." if pending else "Nothing to do: the database is of this version.")
    if welcome:
        print(f"Make the first administrator here (good for a day): {welcome}")
    return 0

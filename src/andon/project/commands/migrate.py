"""`andon migrate`: without a backup; `andon upgrade` keeps one."""

import argparse

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Brings the database to this version, without a backup. `andon upgrade` makes one first; `andon up` does all "
        "that by itself."
    )


def run(options: argparse.Namespace) -> int:
    with with_database():
        from andon.channels.actions.ensure_first_mailbox import ensure_first_mailbox
        from andon.project.due import ensure_daily_work
        from andon.project.first_start import alone, first_administrators_link, migrate, pending_migrations

        with alone():
            pending = pending_migrations()
            if pending:
                migrate()
            ensure_daily_work()
            ensure_first_mailbox()
            welcome = first_administrators_link()
    print(f"{len(pending)} migrations applied." if pending else "Nothing to do: the database is of this version.")
    if welcome:
        print(f"Make the first administrator here (good for a day): {welcome}")
    return 0

"""What `andon up` does between the database and the rest. Prints JSON for it."""

import argparse
import json
import sys

from .attach import attach


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    attach()
    from andon.channels.actions.ensure_first_mailbox import ensure_first_mailbox
    from andon.project.backups.make import CannotBackUp
    from andon.project.backups.programs import NoPrograms
    from andon.project.due import ensure_daily_work
    from andon.project.first_start import alone, first_administrators_link, pending_migrations
    from andon.project.upgrading import UpgradeFailed, upgrade

    backup = None
    with alone():
        if pending_migrations():
            try:
                backup = upgrade()
            except (UpgradeFailed, CannotBackUp, NoPrograms) as failed:
                print(failed, file=sys.stderr)
                return 1
        ensure_daily_work()
        ensure_first_mailbox()
        welcome = first_administrators_link()
    print(json.dumps({"welcome": welcome, "backup": str(backup) if backup else None}))
    return 0

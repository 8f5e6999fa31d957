"""`andon upgrade`: a backup, then the database to this version."""

import argparse
import sys

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "After installing a newer Andon: makes a backup and brings the database to this version, all in one "
        "transaction; if that fails, nothing was changed. The old version may serve meanwhile. `andon up` does it by "
        "itself at its start."
    )


def run(options: argparse.Namespace) -> int:
    with with_database():
        from andon.project.backups.make import CannotBackUp
        from andon.project.backups.programs import NoPrograms
        from andon.project.due import ensure_daily_work
        from andon.project.first_start import alone, pending_migrations
        from andon.project.upgrading import UpgradeFailed, upgrade

        with alone():
            pending = pending_migrations()
            try:
                backup = upgrade() if pending else None
            except (UpgradeFailed, CannotBackUp, NoPrograms) as failed:
                print(failed, file=sys.stderr)
                return 1
            ensure_daily_work()
    print(f"{len(pending)} migrations applied." if pending else "Nothing to do: the database is of this version.")
    if backup:
        print(f"The backup from before is {backup}")
    return 0

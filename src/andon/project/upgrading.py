"""Bring a database with data in it to this version: a backup first, then every migration in one transaction.

A failure leaves the database as it was, with everything that the last version wrote meanwhile. A migration that
cannot run in a transaction is taken alone, after those before it; then the backup is what remains.
"""

from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from andon.kit import clock

from .backups.make import make_backup
from .backups.restore import is_empty
from .first_start import migrate


class UpgradeFailed(Exception):
    """What happened to the database, and where the backup is."""


def upgrade() -> Path | None:
    """Under `first_start.alone`. Returns the backup made before, None for a database without data."""
    if is_empty():
        migrate()
        return None
    folder = settings.BACKUPS or settings.HOME / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    backup = folder / f"before-upgrade-{clock.wall():%Y-%m-%dT%H%M%S}.backup"
    make_backup(backup)
    try:
        if _all_in_transactions():
            with transaction.atomic():
                migrate()
        else:
            migrate()
    except Exception as error:
        what = (
            "Nothing was changed."
            if _all_in_transactions()
            else f"It may be half done: stop Andon and run `andon restore --replace {backup}`."
        )
        raise UpgradeFailed(f"The upgrade failed: {error}\n{what} A backup from before is in {backup}.") from error
    return backup


def _all_in_transactions() -> bool:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return all(migration.atomic for migration, _ in plan)

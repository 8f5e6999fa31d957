"""`andon backup FILE`."""

import argparse
import sys
from pathlib import Path

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Writes everything into FILE: the database with all attachments, and the settings. Andon may run meanwhile. "
        "The keys that seal secrets go into FILE.secrets: keep that one somewhere else. "
        "`andon up` also makes a backup every night in ANDON_BACKUPS (default: $ANDON_HOME/backups; off: none), "
        "and keeps ANDON_BACKUPS_KEPT of them (7)."
    )
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    file = options.file.absolute()
    with with_database():
        from django.db import transaction

        from andon.project.backups.make import CannotBackUp, make_backup, secrets_file
        from andon.project.backups.programs import NoPrograms
        from andon.project.facts import BackupMade
        from andon.project.the_installation import INSTALLATION
        from andon.timeline.actor import Actor
        from andon.timeline.record import record

        try:
            size = make_backup(file)
        except (CannotBackUp, NoPrograms, OSError) as why:
            print(f"No backup was made. {why}", file=sys.stderr)
            return 1
        with transaction.atomic():
            record(BackupMade(file=file.name, bytes=size), subject=INSTALLATION, by=Actor.system("project"))
        secrets = secrets_file(file)
    print(f"{file}: {size / 1_000_000:.1f} MB. Its keys are in {secrets}; keep them apart.")
    return 0

"""`andon restore FILE`."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .attach import with_database

if TYPE_CHECKING:
    from andon.project.backups.manifest import Manifest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Puts a backup back, all or nothing. Stop Andon before. It goes on where the backup was: reminders, pages and "
        "updates that were due then and are not done in it will be sent, so keep a copy for looking at off the net."
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--secrets", type=Path, metavar="FILE", help="the backup's keys (default: FILE.secrets)")
    parser.add_argument("--replace", action="store_true", help="replace the data that are there")


def run(options: argparse.Namespace) -> int:
    file: Path = options.file.absolute()
    with with_database(to_itself=True) as installation:
        from andon.project.backups.keys import take_keys
        from andon.project.backups.make import secrets_file
        from andon.project.backups.programs import NoPrograms
        from andon.project.backups.restore import CannotRestore, is_empty, read_manifest, restore
        from andon.project.first_start import alone, migrate

        try:
            manifest = read_manifest(file)
            if not options.replace and not is_empty():
                raise CannotRestore("There are data here already. To replace them all, add --replace.")
            restore(file)
        except (CannotRestore, NoPrograms, OSError) as why:
            print(f"Nothing was restored. {why}", file=sys.stderr)
            return 1
        with alone():
            migrate()
        secrets = options.secrets or secrets_file(file)
        keys = secrets.exists() and take_keys(installation.home, secrets)
    print(f"Restored: Andon as it was at {manifest.made:%Y-%m-%d %H:%M} UTC.")
    if not keys:
        print("Its keys were not restored: set ANDON_SECRET_KEY to them, else sealed secrets stay closed.")
    _say_what_differs(manifest)
    return 0


def _say_what_differs(manifest: "Manifest") -> None:
    differs = {name: value for name, value in manifest.configuration.items() if os.environ.get(name) != value}
    if differs:
        print("Settings that were set then and are not, or are others, now:")
        for name, value in differs.items():
            print(f"  {name}={value}")

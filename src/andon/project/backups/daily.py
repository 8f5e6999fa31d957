"""The backup of every day: where it goes, how many are kept, when the next is due."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from andon.kit import clock
from andon.project.facts import BackupFailed, BackupMade
from andon.project.the_installation import INSTALLATION
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .make import make_backup, secrets_file

BY = Actor.system("project")
_PREFIX, _SUFFIX = "andon-", ".backup"


def back_up_of_the_day(folder: Path) -> None:
    """Make one, keep the newest few. A failure is recorded, and shown, and is not the end of backups."""
    file = folder / f"{_PREFIX}{clock.wall():%Y-%m-%dT%H%M%S}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        size = make_backup(file)
        forget_old(folder)
    except Exception as error:
        with transaction.atomic():
            record(BackupFailed(why=type(error).__name__), subject=INSTALLATION, by=BY)
        raise
    with transaction.atomic():
        record(BackupMade(file=file.name, bytes=size), subject=INSTALLATION, by=BY)


def forget_old(folder: Path) -> None:
    """Only files of our own name and making; those that people made lie where they put them."""
    ours = sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    for old in ours[: -settings.BACKUPS_KEPT]:
        old.unlink()
        secrets_file(old).unlink(missing_ok=True)


def next_night(now: datetime) -> datetime:
    night = now.replace(hour=3, minute=0, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)

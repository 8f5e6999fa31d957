"""What falls due here: the backup of every day; and that each day's work of all rooms is planned."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from andon.kit import clock
from andon.work.lanes import BACKGROUND
from andon.work.models import DueWork
from andon.work.plan import plan
from andon.work.sweeps import ensure_sweeps
from andon.work.tasks import task

_KEY = "project.daily_backup"
_FIRST_AFTER = timedelta(hours=1)
_AGAIN_AFTER_FAILURE = timedelta(hours=1)
_log = logging.getLogger(__name__)


@task("project.daily_backup", lane=BACKGROUND, io=True)
def daily_backup() -> None:
    from .backups.daily import back_up_of_the_day, next_night

    again = next_night(clock.now())
    # A shifted clock is a rehearsal: its nights come too often.
    if settings.BACKUPS and clock.current_shift() is None:
        try:
            back_up_of_the_day(settings.BACKUPS)
        # The engine would park it after some tries, and no further night would have a backup.
        except Exception:  # noqa: BLE001
            _log.exception("the daily backup failed")
            again = clock.now() + _AGAIN_AFTER_FAILURE
    with transaction.atomic():
        plan(daily_backup, {}, key=_KEY, run_at=again)


def ensure_daily_work() -> None:
    """What every day brings: the backup, and the sweeps of the rooms. Plan the first; each plans the next."""
    ensure_daily_backup()
    ensure_sweeps()


def ensure_daily_backup() -> None:
    with transaction.atomic():
        if not DueWork.objects.filter(key=_KEY).exists():
            plan(daily_backup, {}, key=_KEY, run_at=clock.now() + _FIRST_AFTER)

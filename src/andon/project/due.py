"""What falls due here: the backup of every day, the audit of every minute; and that each day's work of all rooms is
planned."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from andon.kit import clock
from andon.meaning.walking import plan_walk
from andon.work.daily import begin_daily
from andon.work.lanes import BACKGROUND, PAGE
from andon.work.models import DueWork
from andon.work.plan import plan
from andon.work.sweeps import ensure_sweeps
from andon.work.tasks import task

_KEY, _AUDIT = "project.daily_backup", "project.audit"
_AUDIT_EVERY = timedelta(seconds=60)
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


@task("project.audit", lane=PAGE)
def audit() -> None:
    from .auditing import audit_all

    audit_all()
    plan(audit, {}, key=_AUDIT, run_at=clock.now() + _AUDIT_EVERY)


@task("project.call_dead_man", lane=PAGE, io=True)
def call_dead_man() -> None:
    from .auditing import call_switch

    call_switch()


def ensure_audit() -> None:
    """Also when it was parked: the auditor itself must never stay away."""
    with transaction.atomic():
        if not DueWork.objects.filter(key=_AUDIT, parked_at=None).exists():
            plan(audit, {}, key=_AUDIT)


def ensure_daily_work() -> None:
    """What every day brings: the backup, the rooms' own work and their sweeps. Plan the first; each plans the next. And
    what a new version may bring: another model that reads texts."""
    ensure_daily_backup()
    begin_daily()
    ensure_sweeps()
    ensure_audit()
    ensure_reading()


def ensure_reading() -> None:
    """A worker looks whether another model is wanted, and whether all that was there before has been read."""
    with transaction.atomic():
        plan_walk()


def ensure_daily_backup() -> None:
    with transaction.atomic():
        if not DueWork.objects.filter(key=_KEY).exists():
            plan(daily_backup, {}, key=_KEY, run_at=clock.now() + _FIRST_AFTER)

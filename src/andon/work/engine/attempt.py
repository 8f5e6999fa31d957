"""Try one claimed piece of work: done, tried again later, or parked. Never marked done before it is done."""

import logging
import traceback
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, transaction

from andon.work.tasks import Task, find_task
from andon.work.under_way import LeaseLost, under_way

from .claim import Claimed, finish, is_held, park, try_again

MOST_ATTEMPTS = 9
_log = logging.getLogger(__name__)


def attempt(work: Claimed, *, raise_errors: bool = False) -> None:
    """Run the task once. An error is stored with the row; after nine tries the row is parked."""
    try:
        if work.attempts > MOST_ATTEMPTS:
            # The worker died with it nine times: something in it kills processes.
            park(work, error="ended the worker on every try")
            return
        _run(find_task(work.task), work)
    except LeaseLost:
        _log.info("lease of %s %s was lost", work.task, work.id)
    except Exception as error:
        if raise_errors:
            raise
        _failed(work, error)


def _run(task: Task, work: Claimed) -> None:
    if task.io:
        task(**work.args)
        finish(work)
        return
    if not is_held(work):
        raise LeaseLost
    with transaction.atomic(), under_way(work.key, lambda: finish(work)):
        task(**work.args)


def _failed(work: Claimed, error: Exception) -> None:
    text = "".join(traceback.format_exception(error))[-4000:]
    _log.warning("%s %s failed (try %s): %r", work.task, work.id, work.attempts, error)
    try:
        if work.attempts >= MOST_ATTEMPTS:
            park(work, error=text)
        else:
            try_again(work, after=backoff(work.attempts), error=text)
    except (DatabaseError, InterfaceError):
        _log.warning("could not note the failure; the lease will end by itself")


def backoff(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s … at most 5 minutes."""
    return timedelta(seconds=min(300, 2 ** (attempts - 1)))

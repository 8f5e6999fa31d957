"""Try claimed work: done, tried again later, or parked. Never marked done before it is done."""

import logging
import traceback
from collections.abc import Sequence
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction

from andon.work.tasks import Task, find_task
from andon.work.under_way import LeaseLost, under_way

from .claim import Claimed, finish, finish_all, held, park, try_again

MOST_ATTEMPTS = 9
_log = logging.getLogger(__name__)


def attempt_lot(lot: Sequence[Claimed], *, raise_errors: bool = False) -> None:
    """Run pieces of one task in one transaction, once each. What fails is found by halves, and fails alone.

    A piece whose lease was lost is left to whoever has it; the others of its lot run again without it.
    """
    while len(lot) > 1:
        try:
            failed = _run(find_task(lot[0].task), lot)
        except LeaseLost as lost:
            _log.info("leases of %s %s were lost", lot[0].task, sorted(lost.ids))
            lot = [work for work in lot if work.id not in lost.ids]
        except Exception as error:
            if raise_errors:
                raise
            if not connection.is_usable():
                _log.warning("the database went away from %s of %s; their leases will end", len(lot), lot[0].task)
                connection.close()
                return
            _log.info("%s of %s together failed, now in halves: %r", len(lot), lot[0].task, error)
            attempt_lot(lot[: len(lot) // 2])
            lot = lot[len(lot) // 2 :]
        else:
            for work, fault in failed:
                if raise_errors:
                    raise fault
                _failed(work, fault)
            return
    for work in lot:
        attempt(work, raise_errors=raise_errors)


def attempt(work: Claimed, *, raise_errors: bool = False) -> None:
    """Run the task once. An error is stored with the row; after nine tries the row is parked."""
    try:
        if work.attempts > MOST_ATTEMPTS:
            # The worker died with it nine times: something in it kills processes.
            park(work, error="ended the worker on every try")
            return
        for _work, failed in _run(find_task(work.task), [work]):
            raise failed
    except LeaseLost:
        _log.info("lease of %s %s was lost", work.task, work.id)
    except Exception as error:
        if raise_errors:
            raise
        _failed(work, error)


def _run(task: Task, lot: Sequence[Claimed]) -> list[tuple[Claimed, Exception]]:
    """Pieces that failed without the others, each with its error; those of one transaction fail together."""
    if task.io:
        return _run_outside(task, lot)
    if lost := {work.id for work in lot} - held(lot):
        raise LeaseLost(lost)
    with transaction.atomic(), under_way({work.id: work.key for work in lot}, lambda ids: finish_all(lot, ids)):
        task.call_all([work.args for work in lot])
    return []


def _run_outside(task: Task, lot: Sequence[Claimed]) -> list[tuple[Claimed, Exception]]:
    if task.together == 1:
        for work in lot:
            task(**work.args)
            finish(work)
        return []
    answers = list(zip(lot, task.call_all([work.args for work in lot]), strict=True))
    finish_all(lot, {work.id for work, error in answers if error is None})
    return [(work, error) for work, error in answers if error is not None]


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

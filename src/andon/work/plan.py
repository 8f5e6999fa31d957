"""Plan work in the transaction of the change that makes it due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from andon.kit import clock
from andon.kit.insert_rows import insert_rows

from . import wake
from .models import DueWork
from .tasks import Task
from .under_way import let_go_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One piece of work to plan. `run_at` None is now, `lane` None is the task's own."""

    task: Task
    args: Mapping[str, Any]
    key: str | None = None
    run_at: datetime | None = None
    order: str = ""
    lane: str | None = None


def plan(
    task: Task,
    args: Mapping[str, Any],
    *,
    key: str | None = None,
    run_at: datetime | None = None,
    order: str = "",
    lane: str | None = None,
) -> None:
    """Plan one piece. A key that is still unfinished is re-planned: its time and arguments are replaced."""
    plan_all([Planned(task=task, args=args, key=key, run_at=run_at, order=order, lane=lane)])


def plan_all(pieces: Iterable[Planned]) -> None:
    """Plan many in at most two statements."""
    now = clock.now()
    rows = [
        DueWork(
            task=piece.task.name,
            lane=piece.lane or piece.task.lane,
            args=dict(piece.args),
            key=piece.key,
            order=piece.order,
            run_at=piece.run_at or now,
        )
        for piece in pieces
    ]
    unkeyed = [row for row in rows if row.key is None]
    # The last plan of a key wins, as it would one by one; one statement may not touch a row twice.
    keyed = list({row.key: row for row in rows if row.key is not None}.values())
    if unkeyed:
        insert_rows(unkeyed)
    if keyed:
        let_go_of({row.key for row in keyed})
        # Clearing the lease fences off a run under way: its completion no longer finds its token.
        insert_rows(keyed, replace="key")
    if rows:
        transaction.on_commit(wake.tell, robust=True)


def postpone(key: str, *, until: datetime) -> None:
    """For a task that finds itself too early: its row waits until then, and this try does not count."""
    DueWork.objects.filter(key=key).update(
        run_at=until, lease=None, leased_until=None, attempts=Greatest(F("attempts") - 1, 0)
    )
    transaction.on_commit(wake.tell, robust=True)


def advance(key: str, *, was: datetime) -> bool:
    """Due now, if it still waits for the instant `was`; whether it does."""
    waits = DueWork.objects.filter(key=key, lease=None, parked_at=None, run_at=was)
    if not waits.update(run_at=clock.now()):
        return False
    transaction.on_commit(wake.tell, robust=True)
    return True


def cancel(*keys: str) -> None:
    """Forget planned work by key; one that is running is fenced off (`io=False`: undone)."""
    let_go_of(keys)
    DueWork.objects.filter(key__in=keys).delete()

"""Take due work under a lease, and let go of it: the only statements that touch a lease.

A row is due when its time has come, nobody holds a live lease, it is not parked, and no earlier row of its order is
unfinished. `FOR UPDATE SKIP LOCKED` keeps claimers out of each other's way.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from andon.kit import clock
from andon.kit.ids import new_id
from andon.work.models import DueWork

LEASE = timedelta(seconds=30)

_CLAIM = """
WITH due AS (
    SELECT id FROM work_duework AS mine
    WHERE lane = ANY(%(lanes)s) AND run_at <= %(now)s AND parked_at IS NULL
      AND (leased_until IS NULL OR leased_until < %(wall)s)
      AND ("order" = '' OR NOT EXISTS (
          SELECT 1 FROM work_duework AS earlier
          WHERE earlier."order" = mine."order" AND earlier.id < mine.id AND earlier.parked_at IS NULL))
    ORDER BY run_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE work_duework AS work SET lease = %(lease)s, leased_until = %(until)s, attempts = attempts + 1
FROM due WHERE work.id = due.id
RETURNING work.id, work.task, work.args, work.attempts, work.lease, work.run_at, work.key
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    task: str
    args: dict[str, Any]
    attempts: int
    lease: UUID
    run_at: datetime
    key: str | None = None


def claim(lanes: Sequence[str], *, limit: int) -> list[Claimed]:
    """Lease up to `limit` due rows of these lanes, most overdue first."""
    wall = clock.wall()
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "lanes": list(lanes),
                "now": clock.now(),
                "wall": wall,
                "until": wall + LEASE,
                "lease": new_id(),
                "limit": limit,
            },
        )
        claimed = [
            Claimed(id, task, _object(args), attempts, lease, run_at, key)
            for id, task, args, attempts, lease, run_at, key in cursor
        ]
    return sorted(claimed, key=lambda work: (work.run_at, work.id))


def _object(args: Any) -> dict[str, Any]:
    # Django's connections leave jsonb as text for raw cursors.
    found: dict[str, Any] = json.loads(args) if isinstance(args, str) else args
    return found


def is_held(work: Claimed) -> bool:
    """Whether the lease is still ours; locks nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM work_duework WHERE id = %s AND lease = %s", [work.id, work.lease])
        return cursor.fetchone() is not None


def finish(work: Claimed) -> bool:
    """Remove the row if the lease is still ours."""
    return _held(work).delete()[0] == 1


def keep_leases(held: Sequence[Claimed]) -> None:
    """The heartbeat of work that takes long."""
    DueWork.objects.filter(id__in=[work.id for work in held], lease__in={work.lease for work in held}).update(
        leased_until=clock.wall() + LEASE
    )


def try_again(work: Claimed, *, after: timedelta, error: str) -> None:
    _held(work).update(lease=None, leased_until=None, run_at=clock.now() + after, error=error)


def park(work: Claimed, *, error: str) -> None:
    """Stand aside, visibly; the next row of the same order goes on."""
    _held(work).update(lease=None, leased_until=None, parked_at=clock.now(), error=error)


def next_moment(lanes: Sequence[str]) -> tuple[datetime | None, datetime | None]:
    """When the next row falls due (domain time), and when the next lease ends (wall time)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(run_at) FILTER (WHERE lease IS NULL), min(leased_until) FROM work_duework"
            " WHERE lane = ANY(%s) AND parked_at IS NULL AND (lease IS NOT NULL OR run_at > %s)",
            [list(lanes), clock.now()],
        )
        row = cursor.fetchone()
    return row or (None, None)


def _held(work: Claimed) -> QuerySet[DueWork]:
    return DueWork.objects.filter(id=work.id, lease=work.lease)

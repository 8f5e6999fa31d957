"""Take due work under a lease, and let go of it: the only statements that touch a lease.

A row is due when its time has come, nobody holds a live lease, it is not parked, and no earlier row of its order is
unfinished. `FOR UPDATE SKIP LOCKED` keeps claimers out of each other's way.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from andon.kit import clock
from andon.kit.ids import new_id
from andon.work.lanes import AHEAD
from andon.work.models import DueWork

LEASE = timedelta(seconds=30)

# Lane by lane, so that each takes its first few from its index, however many are due.
_CLAIM = """
WITH due AS (
    SELECT found.id FROM unnest(%(lanes)s::text[], %(ahead)s::interval[]) AS wanted(lane, ahead) CROSS JOIN LATERAL (
        SELECT id, run_at FROM work_duework AS mine
        WHERE lane = wanted.lane AND run_at <= %(now)s AND parked_at IS NULL
          AND (leased_until IS NULL OR leased_until < %(wall)s)
          AND ("order" = '' OR NOT EXISTS (
              SELECT 1 FROM work_duework AS earlier
              WHERE earlier."order" = mine."order" AND earlier.id < mine.id AND earlier.parked_at IS NULL))
          AND (%(task)s = '' OR (task = %(task)s AND attempts = %(attempts)s))
        ORDER BY run_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED) AS found
    ORDER BY found.run_at - wanted.ahead, found.id LIMIT %(limit)s)
UPDATE work_duework AS work SET lease = %(lease)s, leased_until = %(until)s, attempts = attempts + 1
FROM due WHERE work.id = due.id
RETURNING work.id, work.task, work.args, work.attempts, work.lease, work.run_at, work.key
"""
_HELD = "SELECT id FROM work_duework WHERE id = ANY(%s) AND lease = ANY(%s)"
_FINISH = "DELETE FROM work_duework WHERE id = ANY(%s) AND lease = ANY(%s) RETURNING id"
_KEEP = """
UPDATE work_duework SET leased_until = %s WHERE id IN (
    SELECT id FROM work_duework WHERE id = ANY(%s) AND lease = ANY(%s) FOR UPDATE SKIP LOCKED)"""
# What is leased was due when it was claimed; a clock that jumped back since costs a second at most.
_NEXT = """
SELECT min(next.run_at), min(next.leased_until) FROM unnest(%s::text[]) AS wanted(lane) CROSS JOIN LATERAL (
    (SELECT run_at, NULL::timestamptz AS leased_until FROM work_duework
     WHERE lane = wanted.lane AND parked_at IS NULL AND run_at > %s AND lease IS NULL ORDER BY run_at LIMIT 1)
    UNION ALL
    (SELECT NULL, min(leased_until) FROM work_duework
     WHERE lane = wanted.lane AND parked_at IS NULL AND run_at <= %s AND lease IS NOT NULL)) AS next
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


def claim(lanes: Sequence[str], *, limit: int, like: Claimed | None = None) -> list[Claimed]:
    """Lease up to `limit` due rows of these lanes, most overdue first, as if each had been due earlier by its lane's
    `AHEAD`; `like`: only of its task, tried as often."""
    wall = clock.wall()
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "lanes": list(lanes),
                "ahead": [AHEAD.get(lane, timedelta()) for lane in lanes],
                "now": clock.now(),
                "wall": wall,
                "until": wall + LEASE,
                "lease": new_id(),
                "limit": limit,
                "task": like.task if like else "",
                "attempts": like.attempts - 1 if like else 0,
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


def held(works: Collection[Claimed]) -> set[int]:
    """Those whose lease is still ours; locks nothing."""
    return _of(_HELD, works)


def finish(work: Claimed) -> bool:
    """Remove the row if the lease is still ours."""
    return bool(_of(_FINISH, [work]))


def finish_all(works: Collection[Claimed], ids: Collection[int]) -> set[int]:
    """Remove these of them whose lease is still ours; says which."""
    return _of(_FINISH, [work for work in works if work.id in ids])


def _of(statement: str, works: Collection[Claimed]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [[work.id for work in works], list({work.lease for work in works})])
        return {id for (id,) in cursor}


def keep_leases(works: Collection[Claimed]) -> None:
    """The heartbeat of work that takes long. What is locked is just being finished, and needs none."""
    with connection.cursor() as cursor:
        leases = list({work.lease for work in works})
        cursor.execute(_KEEP, [clock.wall() + LEASE, [work.id for work in works], leases])


def try_again(work: Claimed, *, after: timedelta, error: str) -> None:
    _held(work).update(lease=None, leased_until=None, run_at=clock.now() + after, error=error)


def park(work: Claimed, *, error: str) -> None:
    """Stand aside, visibly; the next row of the same order goes on."""
    _held(work).update(lease=None, leased_until=None, parked_at=clock.now(), error=error)


def next_moment(lanes: Sequence[str]) -> tuple[datetime | None, datetime | None]:
    """When the next row falls due (domain time), and when the next lease ends (wall time)."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [list(lanes), now := clock.now(), now])
        row = cursor.fetchone()
    return row or (None, None)


def _held(work: Claimed) -> QuerySet[DueWork]:
    return DueWork.objects.filter(id=work.id, lease=work.lease)

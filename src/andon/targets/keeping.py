"""Clocks stored: rows in, rows changed, in a fixed number of statements whatever their number."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from andon.kit.insert_rows import insert_rows
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .facts import TargetMissed
from .models import Clock
from .watching import ensure_watch
from .working_out import WORKED_OUT, Worked

SYSTEM = Actor.system("targets")
_TIMED = ("state", "due_at", "left_seconds", "missed_at", "missed", "next_at", "calendar_id", "calendar_version")


def store(found: Sequence[Worked]) -> None:
    """What was worked out; each miss is a fact of its subject."""
    fresh = [row for one in found for row in one.fresh]
    changed = [row for one in found for row in one.changed]
    if fresh:
        insert_rows(fresh)
    if changed:
        update_rows(changed, WORKED_OUT)
    record_missed([row for one in found for row in one.missed])
    if any(row.next_at for row in [*fresh, *changed]):
        ensure_watch()


def record_missed(rows: Sequence[Clock]) -> None:
    record_all([Entry(_missed(row), row.subject, SYSTEM) for row in rows if row.missed_at])


def update_rows(rows: Sequence[Clock], names: Sequence[str]) -> None:
    """These columns of many rows in one statement; what is written goes over as one text."""
    values = [{"id": row.pk, **{name: row.__dict__[name] for name in names}} for row in rows]
    columns = ", ".join(f"{name} = given.{name}" for name in names)
    statement = (
        f"UPDATE targets_clock AS row SET {columns} "  # noqa: S608  names of ours
        "FROM json_populate_recordset(NULL::targets_clock, %s::json) AS given WHERE row.id = given.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(values, default=_plain)])


def update_timed(rows: Sequence[Clock]) -> None:
    """Only what the hours change."""
    update_rows(rows, _TIMED)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _missed(row: Clock) -> TargetMissed:
    at = row.missed_at
    assert at is not None
    return TargetMissed(clock=row.id, kind=row.kind, policy=row.missed.get("policy", ""), due_at=at)

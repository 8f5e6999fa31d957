"""Clocks stored: rows in, rows changed, in a fixed number of statements whatever their number."""

from collections.abc import Sequence

from andon.kit.insert_rows import insert_rows
from andon.kit.update_rows import update_rows
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


def update_timed(rows: Sequence[Clock]) -> None:
    """Only what the hours change."""
    update_rows(rows, _TIMED)


def _missed(row: Clock) -> TargetMissed:
    at = row.missed_at
    assert at is not None
    return TargetMissed(clock=row.id, kind=row.kind, policy=row.missed.get("policy", ""), due_at=at)

"""What a survivor takes over from a case that is merged into it, and what of it an undo may put back.

An open matter is never lost: if the merged case was our turn, the survivor is our turn now, due when the earlier of
the two was due, and what she wrote without an answer counts there. An undo puts back how the survivor stood only while
it still stands as the merge left it; whoever acted on it since keeps her act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .lifecycle import OPEN, OUR_TURN


@dataclass(frozen=True, slots=True)
class Stand:
    """How a case stands: whose turn, since when, what is due."""

    status: str
    status_since: datetime
    due_at: datetime | None
    due_reason: str
    waits_for: str
    unanswered_count: int
    solved_at: datetime | None
    verified: bool


FIELDS = tuple(Stand.__dataclass_fields__)


def after_taking(into: Stand, merged: Stand, now: datetime, *, same_contact: bool) -> Stand:
    """How the survivor stands once it has taken the other in. Her proof counts for both of her cases."""
    ours, was_ours = merged.status in OUR_TURN, into.status in OUR_TURN
    moves = ours and not was_ours
    due = _earlier(merged, into) if ours else into
    return Stand(
        status=OPEN if moves else into.status,
        status_since=now if moves else into.status_since,
        due_at=due.due_at,
        due_reason=due.due_reason,
        waits_for="" if moves else into.waits_for,
        unanswered_count=into.unanswered_count + (merged.unanswered_count if ours else 0),
        solved_at=None if moves else into.solved_at,
        verified=into.verified or (same_contact and merged.verified),
    )


def _earlier(one: Stand, other: Stand) -> Stand:
    """What is owed gives way to an answer that is due."""
    dated = [stand for stand in (one, other) if stand.due_at is not None and stand.due_reason != "owed"]
    return min(dated, key=_due_at, default=other)


def _due_at(stand: Stand) -> float:
    return stand.due_at.timestamp() if stand.due_at else 0.0


def may_put_back(stands: Stand, after: Stand) -> bool:
    """Nothing happened to it since that would be lost; what is due comes and goes by itself."""

    def acted_on(stand: Stand) -> tuple[object, ...]:
        return (stand.status, stand.status_since, stand.unanswered_count)

    return acted_on(stands) == acted_on(after)


def is_undone_until(merged_at: datetime, days: int) -> datetime:
    """Until when it can be undone."""
    return merged_at + timedelta(days=days)


def read_stand(kept: Mapping[str, Any]) -> Stand:
    """From what was kept as JSON."""
    dated = {"status_since", "due_at", "solved_at"}
    read: dict[str, Any] = {
        name: datetime.fromisoformat(kept[name]) if name in dated and kept[name] else kept[name] for name in FIELDS
    }
    return Stand(**read)


def kept_stand(stand: Stand) -> dict[str, Any]:
    """As JSON keeps it, to the microsecond."""
    found = {name: getattr(stand, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in found.items()}

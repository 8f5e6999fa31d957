"""A promise that waits has its wake-up, planned in the transaction that makes, moves or ends it."""

from andon.kit import clock
from andon.work.plan import cancel, plan

from .models import Promise
from .rules.ladder import next_rung_at


def key_of(promise: Promise) -> str:
    return f"promises:{promise.pk}"


def plan_ladder(promise: Promise) -> None:
    """Incidents have a ladder of their own for their next update."""
    from .due import note_promise_due

    at = next_rung_at(promise.made_at, promise.due_at, clock.now()) if promise.waits and promise.case_id else None
    if at is None:
        cancel(key_of(promise))
    else:
        plan(note_promise_due, {"promise": str(promise.pk)}, key=key_of(promise), run_at=at)

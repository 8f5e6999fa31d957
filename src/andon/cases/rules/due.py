"""Why something is due in a case. When it is due is worked out by its clocks (`clocks.py`), which are `targets`'.

A case that is our turn always has something due, so that it stands in somebody's inbox: without a clock that runs it is
due `UNPROMISED` after it became our turn.
"""

from datetime import datetime, timedelta

NEW, WROTE_AGAIN, REOPENED, TURN, OWED = "new", "wrote_again", "reopened", "answer_due", "owed"
UPDATE, RESOLUTION, PROMISED = "update", "resolution", "promised"
REASONS = (NEW, WROTE_AGAIN, REOPENED, TURN, OWED, UPDATE, RESOLUTION, PROMISED)
OF_ANSWERS = frozenset({NEW, WROTE_AGAIN, REOPENED, TURN})
_OF_CLOCKS = {OWED: OWED, UPDATE: UPDATE, RESOLUTION: RESOLUTION, PROMISED: PROMISED}

UNPROMISED = timedelta(hours=4)
TIERS = ("strategic", "growth", "standard")


def sooner(at: datetime | None, clock: str, promised: datetime | None) -> tuple[datetime | None, str]:
    """What is due first: a clock, or what was promised in words."""
    return (promised, PROMISED) if promised is not None and (at is None or promised <= at) else (at, clock)


def reason_of(clock: str, *, said: str, before: str, unanswered: int, answered: bool) -> str:
    """The reason that a case shows when this clock is the next one: `said` now, else as before, else by its state."""
    if clock in _OF_CLOCKS:
        return _OF_CLOCKS[clock]
    if said or before in OF_ANSWERS:
        return said or before
    if unanswered > 1:
        return WROTE_AGAIN
    return TURN if answered else NEW

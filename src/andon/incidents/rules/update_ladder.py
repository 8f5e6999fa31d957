"""The ladder of a promised update: whoever tells customers is reminded ten minutes before, called when it is due, and
ten minutes later others are called too. What was missed while nothing ran is made up for by its latest rung alone.
"""

from datetime import datetime, timedelta

SOON, DUE, LATE = "soon", "due", "late"
RUNGS = ((SOON, timedelta(minutes=-10)), (DUE, timedelta()), (LATE, timedelta(minutes=10)))


def rung_reached(promised: datetime, now: datetime) -> str:
    """The latest rung whose instant has come; "" before the first."""
    return next((rung for rung, after in reversed(RUNGS) if promised + after <= now), "")


def next_rung_at(promised: datetime, now: datetime) -> datetime | None:
    """When the next one comes; None after the last."""
    return next((promised + after for _rung, after in RUNGS if promised + after > now), None)

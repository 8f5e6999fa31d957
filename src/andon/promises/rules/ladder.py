"""The ladder of a promise: its owner is reminded half an hour before (earlier than halfway never), told when it is due,
and ten minutes later the leads are told. What was missed while nothing ran is made up for by the latest rung alone.
"""

from datetime import datetime, timedelta

SOON, DUE, LATE = "soon", "due", "late"
BEFORE, AFTER = timedelta(minutes=30), timedelta(minutes=10)


def rungs(made: datetime, due: datetime) -> list[tuple[str, datetime]]:
    return [(SOON, due - min(BEFORE, (due - made) / 2)), (DUE, due), (LATE, due + AFTER)]


def rung_reached(made: datetime, due: datetime, now: datetime) -> str:
    """ "" before the first."""
    return next((rung for rung, at in reversed(rungs(made, due)) if at <= now), "")


def next_rung_at(made: datetime, due: datetime, now: datetime) -> datetime | None:
    """None after the last."""
    return next((at for _rung, at in rungs(made, due) if at > now), None)

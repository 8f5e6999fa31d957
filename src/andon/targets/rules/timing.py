"""One round of a clock against its target: when it is due, whether it was missed, what is left while it is paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .calendar import Calendar
from .reckoning import Pause, due, elapsed, subtract
from .rounds import Paused, Round

PERCENT, MINUTES = "%", "m"


@dataclass(frozen=True, slots=True)
class Timing:
    """`due` None: while it is paused, or never. `left` is what remains of the target while it is paused."""

    due: datetime | None
    missed: datetime | None
    left: timedelta | None

    @property
    def is_paused(self) -> bool:
        return self.left is not None


def timing_of(one: Round, seconds: int, calendar: Calendar, now: datetime) -> Timing:
    """`missed` is the instant at which the target ran out, if it did before the round ended and before `now`."""
    pauses = as_pauses(one.pauses)
    at = due(calendar, one.began, seconds, pauses)
    until = min(now, one.ended) if one.ended else now
    # Answered in the very instant in which it is due is in time.
    missed = at if at is not None and (at < until or (one.ended is None and at <= until)) else None
    paused = one.ended is None and bool(one.pauses) and one.pauses[-1].until is None
    left = None
    if paused and missed is None:
        spent = elapsed(calendar, one.began, one.pauses[-1].begin, pauses)
        left = timedelta(seconds=seconds) - spent
    return Timing(at, missed, left)


def as_pauses(pauses: Sequence[Paused]) -> list[Pause]:
    return [(pause.begin, pause.until) for pause in pauses]


def rung_at(one: Round, seconds: int, calendar: Calendar, rung: str) -> datetime | None:
    """When a rung of the ladder is reached: "75%" of the target, or "30m": thirty open minutes before it is due."""
    pauses = as_pauses(one.pauses)
    if rung.endswith(PERCENT):
        return due(calendar, one.began, int(seconds * int(rung[:-1]) / 100), pauses)
    at = due(calendar, one.began, seconds, pauses)
    if at is None:
        return None
    before = subtract(calendar, at, int(rung[:-1]) * 60, pauses)
    return before if before is None or before > one.began else one.began

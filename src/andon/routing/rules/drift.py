"""Whether guesses get worse: week by week how many texts were unknown, how far off they were, and how many guesses
people corrected. Worse is what the last two weeks show more of than the eight before, by more than chance (once in a
hundred), so that an ordinary bad week tells nobody anything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .intervals import Share, rises, share

WEEKS, LATELY, BEFORE = 13, timedelta(weeks=2), timedelta(weeks=8)
FAR = -2.0
UNKNOWN, FAR_OFF, CORRECTED = "unknown", "far", "corrected"


class Guess(NamedTuple):
    """`right` None: people have not decided, or it said “I do not know”."""

    at: datetime
    accepted: bool
    belonging: float
    right: bool | None


@dataclass(frozen=True, slots=True)
class Week:
    """`distance`: how much its texts were like what was learned, on average; 0 is usual, less is farther off."""

    starts: date
    unknown: Share
    far: Share
    corrected: Share
    distance: float | None


def weeks_of(guesses: Sequence[Guess], now: datetime) -> list[Week]:
    """Of thirteen weeks, the present one last."""
    monday = now.date() - timedelta(days=now.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    groups: dict[date, list[Guess]] = {one: [] for one in mondays}
    for guess in guesses:
        starts = guess.at.date() - timedelta(days=guess.at.weekday())
        if starts in groups:
            groups[starts].append(guess)
    return [_week(starts, found) for starts, found in groups.items()]


def worse(guesses: Sequence[Guess], now: datetime) -> list[str]:
    """Which of the figures are worse than they were."""
    lately = [guess for guess in guesses if guess.at > now - LATELY]
    before = [guess for guess in guesses if now - LATELY - BEFORE < guess.at <= now - LATELY]
    return [name for name, counted in _COUNTED.items() if rises(counted(before), counted(lately))]


def _week(starts: date, found: Sequence[Guess]) -> Week:
    distance = sum(guess.belonging for guess in found) / len(found) if found else None
    return Week(starts, share(*_unknown(found)), share(*_far(found)), share(*_corrected(found)), distance)


def _unknown(found: Sequence[Guess]) -> tuple[int, int]:
    return sum(not guess.accepted for guess in found), len(found)


def _far(found: Sequence[Guess]) -> tuple[int, int]:
    return sum(guess.belonging < FAR for guess in found), len(found)


def _corrected(found: Sequence[Guess]) -> tuple[int, int]:
    decided = [guess.right for guess in found if guess.right is not None]
    return decided.count(False), len(decided)


_COUNTED: dict[str, Callable[[Sequence[Guess]], tuple[int, int]]] = {
    UNKNOWN: _unknown,
    FAR_OFF: _far,
    CORRECTED: _corrected,
}

"""How fast reports come: per 10 minutes and 1,000 affected who have not reported yet, and where it is going.

A customer reports an incident once, so the number left who could is part of the rate. Words are said only when the
chance that they are true is above .9. Times are minutes from any zero.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .gamma import chance_higher, interval

SURE = 0.9
WORSE, STEADY, EASING, EARLY = "worse", "steady", "easing", "early"

WINDOW = 10.0
"""Minutes of reports behind each point."""

PER = 1000.0
_MOST_POINTS = 60
_WINDOWS = (10.0, 20.0, 30.0, 60.0)
_ENOUGH = 12
_FEW = 3
_TWICE = 2.0


@dataclass(frozen=True, slots=True)
class Point:
    """The rate at `at`, its interval of nine chances in ten, how many came in the window, and the word of then."""

    at: float
    rate: float
    low: float
    high: float
    reports: int
    word: str


@dataclass(frozen=True, slots=True)
class Curve:
    """`since`: when the word began to hold. `affected`: how many were counted as affected."""

    points: tuple[Point, ...]
    word: str
    since: float
    affected: int
    reported: int

    @property
    def now(self) -> Point | None:
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True)
class Rising:
    """A slice in which reports rise against its own past. `began`: its first report."""

    slice: str
    reports: int
    began: float
    chance: float


def draw_curve(reports: Sequence[float], *, now: float, affected: int) -> Curve:
    """`reports`: when each distinct reporter first reported. Reports to come are not looked at."""
    times = sorted(at for at in reports if at <= now)
    many = max(affected, len(times), 1)
    if not times:
        return Curve((), EARLY, now, many, 0)
    points = tuple(_point(at, times, many) for at in _instants(times[0], now))
    word = points[-1].word
    since = next((after.at for before, after in _backwards(points) if before.word != word), points[0].at)
    return Curve(points, word, since, many, len(times))


def word_at(times: Sequence[float], at: float) -> str:
    """Worse, steady, easing, or too early to tell: the latest stretch of these sorted times against the one before."""
    first = times[0] - WINDOW if times else at
    window = _window(times, at)
    late = _between(times, at - window, at)
    begin = max(at - 2 * window, first)
    if late + _between(times, begin, at - window) < _FEW:
        begin = first
    before, span = _between(times, begin, at - window), at - window - begin
    if span < window / 2 or late + _between(times, first, at) < _FEW:
        return EARLY
    if chance_higher(late, window, before, span) > SURE:
        return WORSE
    if chance_higher(before, span, late, window) > SURE:
        return EASING
    inside = 1 - chance_higher(late, window, before, span, factor=_TWICE)
    inside -= chance_higher(before, span, late, window, factor=_TWICE)
    return STEADY if inside > SURE else EARLY


def rising_slices(slices: Mapping[str, Sequence[float]], *, now: float, window: float = 30.0) -> list[Rising]:
    """The sibling slices whose reports more than doubled against their own past, in the order in which they began.

    At least three reports each; the more siblings are looked at, the surer it has to be (Bonferroni).
    """
    every = [at for times in slices.values() for at in times if at <= now]
    if not every or now - min(every) < 2 * window:
        return []
    sure = 1 - 0.05 / len(slices)
    found = [_rising(name, sorted(times), min(every), now, window) for name, times in slices.items()]
    risen = [one for one in found if one.reports >= _FEW and one.chance > sure]
    return sorted(risen, key=lambda one: (one.began, one.slice))


def _rising(name: str, times: Sequence[float], begin: float, now: float, window: float) -> Rising:
    late, before = _between(times, now - window, now), _between(times, begin - 1, now - window)
    chance = chance_higher(late, window, before, now - window - begin, factor=_TWICE)
    began = min((at for at in times if at <= now), default=now)
    return Rising(name, late, began, chance)


def _point(at: float, times: Sequence[float], affected: int) -> Point:
    events = _between(times, at - WINDOW, at)
    left = max(affected - bisect_right(times, at - WINDOW / 2), 1)
    exposure = left / PER * (WINDOW / 10.0)
    low, high = interval(events, exposure)
    return Point(at, events / exposure, low, high, events, word_at(times, at))


def _instants(first: float, now: float) -> list[float]:
    """Evenly from just before the first report until now."""
    begin = first - WINDOW / 2
    step = max(1.0, (now - begin) / _MOST_POINTS)
    count = int((now - begin) / step)
    return [now - step * back for back in range(count, -1, -1)]


def _window(times: Sequence[float], at: float) -> float:
    """The shortest with enough reports in it and the one before."""
    fits = (window for window in _WINDOWS if _between(times, at - 2 * window, at) >= _ENOUGH)
    return next(fits, _WINDOWS[2])


def _between(times: Sequence[float], after: float, until: float) -> int:
    """Of sorted times those in (after, until]."""
    return bisect_right(times, until) - bisect_right(times, after)


def _backwards(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(reversed(list(pairwise(points))))

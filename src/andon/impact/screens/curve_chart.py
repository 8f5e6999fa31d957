"""The report curve as a drawing: geometry that stretches, text that does not, and every number behind it in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import floor, log10

from andon.impact.reads.curve_of import CurveOf, Mark
from andon.impact.rules.report_curve import EASING, STEADY, WORSE, Point

WIDTH, HEIGHT, TOP = 1000.0, 176.0, 34.0
STATES = {WORSE: "broken", STEADY: "risk", EASING: "ok"}
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440, 2880, 7 * 1440)
_MOST_TICKS = 8
_PATH = "M"


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of the line that says one thing: its path, and where it lies in per cent of the width."""

    state: str
    path: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Something at `x` per cent of the width (or `y` units down): its number or its text."""

    x: float
    text: str = ""
    y: float = 0.0
    number: int = 0
    mark: Mark | None = None
    at: datetime | None = None
    wide: bool = False
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class CurveChart:
    """All that the template draws."""

    band: str
    traces: list[Trace]
    marks: list[Placed]
    ticks: list[Placed]
    grid: list[Placed]
    dot: Placed
    state: str
    rows: list[tuple[datetime, Point]]

    @property
    def bottom(self) -> int:
        return int(TOP + HEIGHT)


def chart_of(of: CurveOf) -> CurveChart:
    points = of.curve.points
    begin = min(points[0].at, _minutes(of, of.marks[0].at))
    end = max([points[-1].at, *(_minutes(of, mark.at) for mark in of.marks if mark.ahead)])
    end = min(end, points[-1].at + max(points[-1].at - begin, 60.0))
    span = max(end - begin, 1.0)
    scale = _Scale(begin, span, _top(points))
    last = points[-1]
    return CurveChart(
        band=_band(points, scale),
        traces=_traces(points, scale),
        marks=[
            Placed(scale.percent(at), number=number, mark=mark)
            for number, mark in enumerate(of.marks, start=1)
            if begin <= (at := _minutes(of, mark.at)) <= end
        ],
        ticks=_ticks(of, begin, end, scale),
        grid=[Placed(0.0, _short(value), y=round(TOP + scale.y(value), 1)) for value in _lines(scale.most)],
        dot=Placed(scale.percent(last.at), _short(last.rate), y=round(TOP + scale.y(last.rate), 1)),
        state=STATES.get(of.curve.word, "none"),
        rows=[(of.at(point.at), point) for point in _every(points, 12)],
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    begin: float
    span: float
    most: float

    def x(self, at: float) -> float:
        return round((at - self.begin) / self.span * WIDTH, 1)

    def percent(self, at: float) -> float:
        return round((at - self.begin) / self.span * 100, 2)

    def y(self, rate: float) -> float:
        return round(HEIGHT - min(rate / self.most, 1.08) * HEIGHT, 1)


def _minutes(of: CurveOf, at: datetime) -> float:
    return (at - of.zero) / timedelta(minutes=1)


def _top(points: Sequence[Point]) -> float:
    """The line fills the drawing, its interval may go beyond."""
    highest = max(point.rate for point in points)
    return max(highest * 1.25, max(point.high for point in points) * 0.75, 0.1)


def _band(points: Sequence[Point], scale: _Scale) -> str:
    upper = [f"{scale.x(point.at)} {scale.y(point.high)}" for point in points]
    lower = [f"{scale.x(point.at)} {scale.y(point.low)}" for point in reversed(points)]
    return _PATH + "L".join([*upper, *lower]) + "Z"


def _traces(points: Sequence[Point], scale: _Scale) -> list[Trace]:
    """Each begins where the one before ends."""
    found: list[Trace] = []
    before: Point | None = None
    for word, group in groupby(points, key=lambda point: point.word):
        stretch = list(group)
        drawn = [before, *stretch] if before else stretch
        path = _PATH + "L".join(f"{scale.x(one.at)} {scale.y(one.rate)}" for one in drawn)
        begin, end = scale.percent(drawn[0].at), scale.percent(stretch[-1].at)
        found.append(Trace(STATES.get(word, "none"), path, begin, round(max(end - begin - 0.3, 0.2), 2)))
        before = stretch[-1]
    return found


def _ticks(of: CurveOf, begin: float, end: float, scale: _Scale) -> list[Placed]:
    """At round times; every second one only where there is room."""
    step = next((step for step in _STEPS if (end - begin) / step <= _MOST_TICKS), _STEPS[-1])
    first = of.at(begin)
    past = (first.hour * 60 + first.minute) % step + first.second / 60
    ats = [begin + step - past + step * n for n in range(_MOST_TICKS + 2)]
    inside = [at for at in ats if begin <= at <= end and 3 < scale.percent(at) < 98]
    return [Placed(scale.percent(at), at=of.at(at + 0.001), wide=bool(n % 2)) for n, at in enumerate(inside)]


def _lines(most: float) -> list[float]:
    """Two to five round values."""
    size = floor(log10(most))
    steps = [digit * 10.0**power for power in (size, size - 1) for digit in (5, 2, 1)]
    step = next(step for step in steps if most / step >= 2)
    return [step * n for n in range(1, int(most / step) + 1)]


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _every(points: Sequence[Point], most: int) -> list[Point]:
    """Evenly chosen, the last among them."""
    step = max(1, len(points) // most)
    return list(reversed(points[::-1][::step]))

"""Figures as drawings: in per cent of the drawing, from the left and from above."""

from collections.abc import Sequence
from dataclasses import dataclass

from andon.routing.rules.drift import Week
from andon.routing.rules.quality import Bin, Cut


@dataclass(frozen=True, slots=True)
class Dot:
    """`y` of the value; from `top` to `bottom` its interval."""

    x: float
    y: float
    top: float
    bottom: float
    state: str


@dataclass(frozen=True, slots=True)
class CutLines:
    """Two lines over thresholds from 0 to 1, as paths in a drawing of 1000 by 1000."""

    coverage: str
    precision: str
    now: float


def calibration(bins: Sequence[Bin]) -> list[Dot]:
    """How often it was right against how sure it said it was; where the interval misses the diagonal it is off."""
    found = []
    for one in bins:
        off = not one.right.low <= one.said <= one.right.high
        right = one.right.value or 0.0
        dot = Dot(_x(one.said), _y(right), _y(one.right.high), _y(one.right.low), "risk" if off else "ok")
        found.append(dot)
    return found


def cut_lines(cuts: Sequence[Cut], now: float) -> CutLines | None:
    if not cuts:
        return None
    coverage = [(cut.threshold, cut.coverage.value or 0.0) for cut in cuts]
    precision = [(cut.threshold, cut.precision.value) for cut in cuts if cut.precision.value is not None]
    return CutLines(_path(coverage), _path(precision), _x(now))


@dataclass(frozen=True, slots=True)
class WeekLines:
    """Shares over weeks, as paths in a drawing of 1000 by 1000; a week without cases is left out. `most` is the share
    at the top."""

    unknown: str
    corrected: str
    most: float


def week_lines(weeks: Sequence[Week]) -> WeekLines | None:
    unknown = [(place, week.unknown.value) for place, week in enumerate(weeks) if week.unknown.value is not None]
    corrected = [(place, week.corrected.value) for place, week in enumerate(weeks) if week.corrected.value is not None]
    if len(unknown) < 2:
        return None
    most = max(0.1, *(value for _place, value in [*unknown, *corrected]))
    last = len(weeks) - 1
    scaled = [[(place / last, value / most) for place, value in points] for points in (unknown, corrected)]
    return WeekLines(_path(scaled[0]), _path(scaled[1]), most)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{round(x * 1000)} {round((1 - y) * 1000)}" for x, y in points) if points else ""


def _x(value: float) -> float:
    return round(value * 100, 2)


def _y(value: float) -> float:
    return round((1 - value) * 100, 2)

"""Reports over time as bars: how many in each stretch, against what was usual."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

STEPS = [timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60, 120, 240, 480, 1440)]
MOST = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """`x`, `width`, `height` in per cent of the drawing."""

    begins: datetime
    count: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        return round(100 - self.height, 2)


@dataclass(frozen=True, slots=True)
class Bars:
    """`usual_y`: where the line of what was usual runs, in per cent from above; None when nothing is known."""

    step: timedelta
    bars: list[Bar]
    most: int
    usual_y: float | None


def bars_of(times: Iterable[datetime], start: datetime, end: datetime, *, usual_a_minute: float | None = None) -> Bars:
    """Stretches of a round length from `start` to `end`, at most 36 (longer times are cut at the beginning)."""
    length = max(end - start, timedelta(minutes=30))
    step = next((one for one in STEPS if length / one <= MOST), STEPS[-1])
    count = min(int(length / step) + 1, MOST)
    first = end - step * count
    counts = [0] * count
    for at in times:
        place = int((at - first) / step) if at >= first else -1
        if at <= end and place >= 0:
            counts[min(place, count - 1)] += 1
    usual = usual_a_minute * (step / timedelta(minutes=1)) if usual_a_minute else None
    most = max([*counts, 1, usual * 1.25 if usual else 0])
    width = 100 / count
    bars = [
        Bar(first + step * place, n, round(place * width, 2), round(width * 0.8, 2), round(n / most * 100, 2))
        for place, n in enumerate(counts)
    ]
    return Bars(step, bars, max(counts), round(100 - usual / most * 100, 2) if usual else None)

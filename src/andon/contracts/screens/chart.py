"""The figure of a period as a drawing: minutes used, added up day by day, against what is allowed."""

from dataclasses import dataclass
from datetime import date

from andon.contracts.rules.by_day import added_up, used_by_day
from andon.contracts.rules.judge import Figure

WIDTH, HEIGHT = 600.0, 120.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The minutes of one day."""

    x: float
    y: float
    width: float
    height: float
    day: date
    minutes: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Points of the line and the area, the height of the allowance, the days' bars; in the drawing's units."""

    width: float
    height: float
    trace: str
    area: str
    allowed_y: float
    bars: list[Bar]
    first: date

    @property
    def box(self) -> int:
        """How tall the drawing is, with room above for the line."""
        return int(self.height) + 16


def chart_of(figure: Figure) -> Chart:
    zone = figure.promise.zone
    days = used_by_day(figure.spans, figure.period.span, zone, figure.forecast.now)
    whole = max((figure.period.span[1] - figure.period.span[0]).days, 1)
    sums = added_up(days)
    allowed = figure.allowed.total_seconds() / 60
    most = max([allowed * 1.15, *sums, 1.0])
    step = WIDTH / max(whole, len(days))
    tall = HEIGHT / most
    points = [(0.0, HEIGHT), *(((n + 1) * step, HEIGHT - total * tall) for n, total in enumerate(sums))]
    trace = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    bars = [_bar(n * step, step, used * tall, day, used) for n, (day, used) in enumerate(days) if used]
    first = figure.period.span[0].astimezone(zone).date()
    area = f"{trace} {points[-1][0]:.1f},{HEIGHT:.0f}"
    return Chart(WIDTH, HEIGHT, trace, area, round(HEIGHT - allowed * tall, 1), bars, first)


def _bar(left: float, step: float, tall: float, day: date, used: float) -> Bar:
    return Bar(round(left + step * 0.15, 1), round(HEIGHT - tall, 1), round(step * 0.7, 1), round(tall, 1), day, used)

"""The figure of one period: allowed, used, left, owed, and while something runs when the rest is used up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from .credits import HUNDRED, amount_of, availability, in_order, level_of, owed, share_of
from .explain import COUNTED, Correction, Line, explain, used_spans, verdict
from .forecast import Forecast
from .hours import open_spans
from .hurt import Hurt
from .periods import Period
from .spans import Span, length
from .terms import CreditStep, Promise

RUNGS = (50, 75, 90, 100)


@dataclass(frozen=True, slots=True)
class StepAt:
    """A credit step: its amount, whether it is passed, and when it will be if what runs goes on."""

    step: CreditStep
    amount: Decimal
    passed: bool
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`availability` is that of the whole period if nothing more happens. `running`: what costs minutes now."""

    promise: Promise
    period: Period
    total: timedelta
    allowed: timedelta
    used: timedelta
    spans: list[Span]
    lines: list[Line]
    running: list[Hurt]
    owed: Decimal
    breach_at: datetime | None
    steps: list[StepAt]
    forecast: Forecast = field(repr=False)

    @property
    def left(self) -> timedelta:
        return max(self.allowed - self.used, timedelta())

    @property
    def availability(self) -> Decimal:
        return availability(self.total, self.used)

    @property
    def broken(self) -> bool:
        return self.used > self.allowed

    @property
    def share(self) -> float:
        """Used of allowed; 1.0 and more is used up."""
        if not self.allowed:
            return 1.0 if self.used else 0.0
        return self.used / self.allowed

    @property
    def next_step(self) -> StepAt | None:
        """The credit that falls due next; None when all are owed."""
        return next((step for step in self.steps if not step.passed), None)

    def owed_after(self, more: timedelta) -> Decimal:
        """What is owed when that which runs ends after so much more time; as now when nothing runs."""
        return owed(self.promise, self.total, self.forecast.used_after(more))

    def reached(self) -> list[int]:
        return [rung for rung in RUNGS if self.used and self.used >= rung_level(self, rung)]

    def rung_at(self, rung: int) -> datetime | None:
        """When this rung is reached if what runs goes on; None when it is, or when nothing runs."""
        return self.forecast.instant_of(rung_level(self, rung))


def rung_level(figure: Figure, rung: int) -> timedelta:
    return figure.allowed * rung / 100


def judge(
    promise: Promise,
    account: UUID,
    period: Period,
    hurts: Sequence[Hurt],
    corrections: Sequence[Correction],
    now: datetime,
) -> Figure:
    """Pure: the same record at the same moment gives the same figure."""
    hours = open_spans(promise.hours, promise.zone, period.span)
    total = length(hours)
    lines = explain(promise, account, hurts, corrections, within=period.span, hours=hours, now=now)
    spans = used_spans(lines)
    used = length(spans)
    allowed = share_of(total, HUNDRED - promise.target)
    running = _running(promise, account, hurts) if period.span[0] <= now <= period.span[1] else []
    forecast = Forecast(promise, period, spans, hours, now, runs=bool(running))
    return Figure(
        promise=promise,
        period=period,
        total=total,
        allowed=allowed,
        used=used,
        spans=spans,
        lines=lines,
        running=running,
        owed=owed(promise, total, used),
        breach_at=forecast.instant_of(allowed),
        steps=[_step(promise, step, total, used, forecast) for step in in_order(promise.steps)],
        forecast=forecast,
    )


def _running(promise: Promise, account: UUID, hurts: Sequence[Hurt]) -> list[Hurt]:
    return [
        hurt for hurt in hurts if hurt.runs and verdict(promise, account, hurt, hurt.phases[-1].severity) == COUNTED
    ]


def _step(promise: Promise, step: CreditStep, total: timedelta, used: timedelta, forecast: Forecast) -> StepAt:
    level = level_of(step, total)
    return StepAt(step, amount_of(promise, step), used > level, forecast.instant_of(level))

"""Figures as lists, exports and the API show them: one shape, so that they are equal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from andon.contracts.models import Contract

from .reads.figures import Standing
from .rules.explain import Line
from .rules.judge import Figure
from .said import lamp_of, left_words, period_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Minutes to a hundredth, per cents as they are."""

    contract: str
    account: str
    account_id: UUID
    name: str
    target: Decimal | None
    period: str
    period_from: datetime | None
    period_until: datetime | None
    minutes_allowed: float | None
    minutes_used: float | None
    minutes_left: float | None
    availability: float | None
    running: str
    breach_at: datetime | None
    owed: Decimal | None
    next_credit: Decimal | None
    next_credit_at: datetime | None
    currency: str


def row_of(standing: Standing) -> Row:
    return figure_row(standing.contract, standing.figure)


def figure_row(contract: Contract, figure: Figure | None) -> Row:
    step = figure.next_step if figure else None
    return Row(
        contract=contract.external_id or str(contract.id),
        account=contract.account.name,
        account_id=contract.account_id,
        name=contract.name,
        target=figure.promise.target if figure else None,
        period=period_code(figure) if figure else "",
        period_from=figure.period.span[0] if figure else None,
        period_until=figure.period.span[1] if figure else None,
        minutes_allowed=_minutes(figure.allowed.total_seconds()) if figure else None,
        minutes_used=_minutes(figure.used.total_seconds()) if figure else None,
        minutes_left=_minutes(figure.left.total_seconds()) if figure else None,
        availability=round(float(figure.availability), 4) if figure else None,
        running=" ".join(hurt.ref for hurt in figure.running) if figure else "",
        breach_at=figure.breach_at if figure else None,
        owed=figure.owed if figure else None,
        next_credit=step.amount if step else None,
        next_credit_at=step.at if step else None,
        currency=figure.promise.currency if figure else "",
    )


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 2)


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing for a screen: its lamp, its words, how wide its bar is in per cent."""

    standing: Standing
    lamp: str
    words: str
    used_width: float

    @property
    def figure(self) -> Figure | None:
        return self.standing.figure

    @property
    def contract(self) -> Contract:
        return self.standing.contract


def shown(standing: Standing) -> Shown:
    figure = standing.figure
    if figure is None:
        return Shown(standing, "none", "", 0.0)
    return Shown(standing, lamp_of(figure), left_words(figure), round(min(figure.share, 1.0) * 100, 1))


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda one: one.urgency)


def segments(contract: Contract, figures: Sequence[Figure]) -> list[dict[str, object]]:
    """The explain lists of these figures, line by line."""
    return [_segment(contract, figure.period.first, line) for figure in figures for line in figure.lines]


def _segment(contract: Contract, period: date, line: Line) -> dict[str, object]:
    return {
        "contract": contract.external_id or str(contract.id),
        "period": period,
        "begins_at": line.begin,
        "ends_at": line.end,
        "minutes": round(line.minutes, 2),
        "counted": line.counted,
        "reason": line.reason,
        "incident": line.hurt.ref if line.hurt else "",
        "correction": str(line.correction.id) if line.correction else "",
        "why": line.correction.why if line.correction else "",
    }

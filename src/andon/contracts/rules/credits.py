"""What is owed for a period, by its availability."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from .terms import CreditStep, Promise

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def share_of(total: timedelta, percent: Decimal) -> timedelta:
    """So many per cent of it, to the microsecond."""
    numerator, denominator = percent.as_integer_ratio()
    micros = total // timedelta(microseconds=1)
    return timedelta(microseconds=micros * numerator // (denominator * 100))


def availability(total: timedelta, used: timedelta) -> Decimal:
    """Per cent of the period, if nothing more happens in it; 100 where no hour counts."""
    if not total:
        return HUNDRED
    micros = timedelta(microseconds=1)
    return HUNDRED - HUNDRED * Decimal(used // micros) / Decimal(total // micros)


def level_of(step: CreditStep, total: timedelta) -> timedelta:
    """How much may be used before the step is owed."""
    return share_of(total, HUNDRED - step.below)


def amount_of(promise: Promise, step: CreditStep) -> Decimal:
    """Never more than the cap."""
    share = min(step.percent, promise.cap)
    return (promise.fee * share / HUNDRED).quantize(CENT, ROUND_HALF_UP)


def owed(promise: Promise, total: timedelta, used: timedelta) -> Decimal:
    """The largest credit of the steps that are passed."""
    passed = [amount_of(promise, step) for step in promise.steps if used > level_of(step, total)]
    return max(passed, default=Decimal(0))


def in_order(steps: Sequence[CreditStep]) -> list[CreditStep]:
    """As they are reached: the highest availability first."""
    return sorted(steps, key=lambda step: (-step.below, step.percent))

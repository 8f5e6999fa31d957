"""Promises and hurts for the tests of the rules."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from andon.contracts.rules.explain import Correction
from andon.contracts.rules.hurt import Hurt, Phase
from andon.contracts.rules.judge import Figure, judge
from andon.contracts.rules.periods import period_at
from andon.contracts.rules.terms import CreditStep, Promise

ACME = UUID(int=1)
CHECKOUT = UUID(int=2)
LISBON = ZoneInfo("Europe/Lisbon")
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


def promise(**more: Any) -> Promise:
    return Promise(
        **{
            "target": Decimal("99.9"),
            "period": "month",
            "zone": LISBON,
            "valid_from": date(2026, 1, 1),
            "fee": Decimal(1000),
            "steps": [CreditStep(Decimal("99.9"), Decimal(10)), CreditStep(Decimal(99), Decimal(50))],
            **more,
        }
    )


def hurt(begin: datetime, end: datetime | None, severity: str = "major", number: int = 1) -> Hurt:
    return Hurt(
        id=uuid4(),
        ref=f"I-{number}",
        title="It hangs",
        services=frozenset({CHECKOUT}),
        accounts=frozenset({ACME}),
        first_sign=begin,
        declared_at=begin,
        phases=[Phase(begin, end, severity)],
    )


def figure(of: Promise, hurts: Sequence[Hurt], now: datetime, corrections: Sequence[Correction] = ()) -> Figure:
    period = period_at(of, now)
    assert period is not None
    return judge(of, ACME, period, hurts, corrections, now)


moments = st.integers(0, 60 * 24 * 31).map(lambda minute: BEGIN + timedelta(minutes=minute))
spans = st.lists(st.tuples(moments, moments).map(lambda two: (min(two), max(two))), max_size=8)

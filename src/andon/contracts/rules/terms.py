"""What a contract promises while its terms are valid, as the rules read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from .hours import Hours

MONTH, QUARTER, YEAR, ROLLING = "month", "quarter", "year", "rolling"
REPORTED, COVERED = "reported", "covered"
FIRST_SIGN, DECLARED = "first_sign", "declared"


@dataclass(frozen=True, slots=True)
class CreditStep:
    """Below this availability (per cent) this share of the period's fee (per cent) is owed."""

    below: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`target` in per cent of the period's hours. `services` empty: all of ours.

    `counts`: an incident counts when the account reported it, or whenever it hits a covered service. `since`: from its
    first sign, or from when it was declared. `cap` (per cent of the fee) bounds what a period can cost us.
    """

    target: Decimal
    period: str
    zone: ZoneInfo
    valid_from: date
    valid_until: date | None = None
    hours: Hours | None = None
    services: frozenset[UUID] = frozenset()
    severities: frozenset[str] = frozenset({"critical", "major"})
    counts: str = REPORTED
    since: str = FIRST_SIGN
    fee: Decimal = Decimal(0)
    currency: str = "EUR"
    steps: Sequence[CreditStep] = ()
    cap: Decimal = Decimal(100)

    def covers(self, services: frozenset[UUID]) -> bool:
        return not self.services or bool(self.services & services)

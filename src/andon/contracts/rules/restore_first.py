"""Whom to restore first while an incident runs.

The order: whose next credit (or, without one, whose breach) comes earliest; then the larger credit at stake; then the
tier, the yearly value, the number of cases, the name. Accounts that lose nothing by waiting come last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

_TIERS = {"strategic": 0, "growth": 1, "standard": 2}
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An account's place: `next_at` is when the next loss falls due, `at_stake` what is owed from then on."""

    account: UUID
    name: str
    tier: str
    yearly_value: Decimal
    cases: int
    next_at: datetime | None = None
    at_stake: Decimal = Decimal(0)


def restore_first(claims: Iterable[Claim]) -> list[Claim]:
    """Whatever order they come in."""
    return sorted(claims, key=_place)


def _place(claim: Claim) -> tuple[datetime, Decimal, int, Decimal, int, str, str]:
    return (
        claim.next_at or _NEVER,
        -claim.at_stake,
        _TIERS.get(claim.tier, len(_TIERS)),
        -claim.yearly_value,
        -claim.cases,
        claim.name,
        str(claim.account),
    )

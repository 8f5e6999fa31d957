"""Up to which amount somebody gives by herself, in a currency.

Each role that she holds in a team counts: the limit of that role in that team, else that of the role everywhere. An
agent without either gives nothing by herself, a lead without either whatever she likes. Of all her roles the highest
counts. Without an amount nothing needs an approval.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

UNLIMITED: Decimal | None = None
Limits = Mapping[tuple[str, UUID | None], Decimal]


def limit_of(held: Iterable[tuple[str, UUID | None]], limits: Limits) -> Decimal | None:
    """`held`: role and team. None is no limit."""
    highest: Decimal = Decimal(0)
    for role, team in held:
        own = limits.get((role, team), limits.get((role, None)))
        if own is None and role == "lead":
            return UNLIMITED
        highest = max(highest, own if own is not None and role in ("agent", "lead") else Decimal(0))
    return highest


def may_give_alone(amount: Decimal | None, limit: Decimal | None) -> bool:
    return amount is None or limit is None or amount <= limit

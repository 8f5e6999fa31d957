"""The port for second thoughts: whether a delivery is still wanted, asked just before it is handed over.

What waited (for its time, for a server that was away) may have been overtaken. The answer is given in the transaction
in which the hand-over begins, so nothing goes out that was called off by what is committed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .models import Delivery


@dataclass(frozen=True, slots=True)
class Withdraw:
    """It is not sent any more; `why` stands in the ledger."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before then."""

    until: datetime


Recheck = Callable[[Delivery], Withdraw | Wait | None]
_rechecks: dict[str, Recheck] = {}


def register_recheck(purpose: str, recheck: Recheck) -> None:
    """At start-up (`ports.py`): deliveries of this purpose are asked about; None lets them go."""
    _rechecks[purpose] = recheck


def recheck(delivery: Delivery) -> Withdraw | Wait | None:
    asked = _rechecks.get(delivery.purpose)
    return asked(delivery) if asked else None

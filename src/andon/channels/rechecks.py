"""The port for second thoughts: whether a delivery is still wanted, asked just before it is handed over.

What waited (for its time, for a server that was away) may have been overtaken. The answer is given in the transaction
in which the hand-over begins, so nothing goes out that was called off by what is committed.
"""

from collections import defaultdict
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
_rechecks: dict[str, list[Recheck]] = defaultdict(list)


def register_recheck(purpose: str, recheck: Recheck) -> None:
    """At start-up (`ports.py`): asked about deliveries of this purpose. None lets it go; the first objection wins."""
    _rechecks[purpose].append(recheck)


def is_rechecked(delivery: Delivery) -> bool:
    return bool(_rechecks.get(delivery.purpose))


def recheck(delivery: Delivery) -> Withdraw | Wait | None:
    answers = (asked(delivery) for asked in _rechecks.get(delivery.purpose, ()))
    return next((answer for answer in answers if answer is not None), None)

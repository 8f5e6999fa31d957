"""The port for second thoughts: a delivery that was planned may not be wanted any more when it is about to leave."""

from collections.abc import Callable

from .models import Delivery

_checks: dict[str, Callable[[Delivery], bool]] = {}


def register_still_wanted(purpose: str, check: Callable[[Delivery], bool]) -> None:
    """At start-up (`ports.py`): asked in the transaction in which a hand-over of this purpose begins."""
    _checks[purpose] = check


def is_still_wanted(delivery: Delivery) -> bool:
    check = _checks.get(delivery.purpose)
    return check is None or check(delivery)

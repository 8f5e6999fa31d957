"""What became of what an agent declared before anybody had proven it. Never a judgement of her."""

CONFIRMED, DUPLICATE, NOT_REPRODUCED = "confirmed", "duplicate", "not_reproduced"
ENOUGH_REPORTERS = 3
"""So many who told it themselves are proof enough."""


def derived(*, mitigated: bool, alerts: int, reporters: int) -> str:
    """What can be told without asking: engineers ended it, a monitor saw it, or several customers told it. Empty when
    none of that holds; what was wrong is never derived, somebody says it."""
    return CONFIRMED if mitigated or alerts or reporters >= ENOUGH_REPORTERS else ""

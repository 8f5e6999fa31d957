"""When an answer is due: N minutes after it became our turn, by the account's tier; the earlier of two stays.

A case that waits for somebody else, or is solved or closed, has nothing due but what is owed to its customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

NEW, WROTE_AGAIN, REOPENED, TURN, OWED = "new", "wrote_again", "reopened", "answer_due", "owed"
REASONS = (NEW, WROTE_AGAIN, REOPENED, TURN, OWED)

ANSWER_MINUTES: Mapping[str, int] = {"strategic": 30, "growth": 120, "standard": 240}
"""The defaults of the policy, which a lead can change."""


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime | None
    reason: str


NOTHING_DUE = Due(None, "")


def answer_due(now: datetime, minutes: int, reason: str, *, before: Due = NOTHING_DUE) -> Due:
    """It became our turn. Whoever already waits does not wait longer because she wrote again, but the reason is new."""
    at = now + timedelta(minutes=minutes)
    if before.at is not None and before.reason != OWED:
        at = min(before.at, at)
    return Due(at, reason)


def owed_due(now: datetime, minutes: int, *, before: Due = NOTHING_DUE) -> Due:
    """Something is owed to the customer: due like an answer, unless an answer is due anyway."""
    return before if before.at is not None else Due(now + timedelta(minutes=minutes), OWED)

"""How long to wait before what failed is sent again, and when to give up.

A delivery has its own waits, 5 seconds to a day (standardwebhooks.com suggests such), spread by a fifth either way so
that many do not come back at once. A connection that failed several times running rests as a whole, so that a dead
receiver costs one attempt a rest and not one a delivery. What the other side asks for (Retry-After) is kept to.
"""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = [timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 7200, 18000, 36000, 50400, 72000, 86400)]
MOST_ASKED_FOR = timedelta(hours=24)
# One or two failures may be the delivery's own fault.
FAILURES_BEFORE_REST = 3
LONGEST_REST = timedelta(minutes=15)
# Running failures for so long switch a connection's sending off, with a notice.
GIVES_UP_AFTER = timedelta(days=3)


def wait_of(attempts: int, chance: random.Random | None = None) -> timedelta:
    """Before the next attempt, after so many."""
    spread = (chance or random).uniform(0.8, 1.2)
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1] * spread


def rest_of(failures: int) -> timedelta:
    """How long the whole connection rests after so many failures running."""
    if failures < FAILURES_BEFORE_REST:
        return timedelta()
    doublings = min(failures - FAILURES_BEFORE_REST, 10)
    return min(timedelta(seconds=10 << doublings), LONGEST_REST)


def asked_for(retry_after: str, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, in seconds or as a date (RFC 9110); None for none that makes sense."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return min(timedelta(seconds=int(text)), MOST_ASKED_FOR)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta()), MOST_ASKED_FOR)

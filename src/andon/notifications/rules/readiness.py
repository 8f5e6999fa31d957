"""Whether somebody who may be woken tonight can be woken, and what speaks against it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

BROKEN, RISK, WATCH, OK = "broken", "risk", "watch", "ok"
_ORDER = (BROKEN, RISK, WATCH)
LATE = timedelta(minutes=10)
TESTED_WITHIN = timedelta(days=30)
MOST_QUIET_HOURS = 120.0

LEFT, AWAY, FAILING, ONE_FAILS = "left", "away", "failing", "one_fails"
ONLY_MAIL, UNVERIFIED = "only_mail", "unverified"
LATE_WAY, UNANSWERED, NEVER_TESTED, OLD_TEST, QUIET = "late", "unanswered", "never_tested", "old_test", "quiet"
_STATES = {
    LEFT: BROKEN, FAILING: BROKEN, AWAY: RISK, ONE_FAILS: RISK, ONLY_MAIL: RISK, UNANSWERED: RISK, LATE_WAY: RISK,
    UNVERIFIED: WATCH, NEVER_TESTED: WATCH, OLD_TEST: WATCH, QUIET: WATCH,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person. `urgent`: how long after a page each channel is tried; `failing`: channels by which
    the last message did not arrive; `unverified`: she began to add a way and never proved it."""

    works_here: bool
    away: bool
    urgent: Sequence[tuple[timedelta, str]]
    failing: Collection[str]
    unverified: bool
    tested_at: datetime | None
    unanswered: bool
    quiet_hours: float


def objections(known: Known, now: datetime) -> list[str]:
    """What speaks against it, the worst first; none: she can be woken."""
    if not known.works_here:
        return [LEFT]
    found = [*_of_ways(known), *_of_tests(known, now)]
    if known.away:
        found.append(AWAY)
    if known.quiet_hours > MOST_QUIET_HOURS:
        found.append(QUIET)
    return sorted(found, key=lambda code: _ORDER.index(_STATES[code]))


def state_of(code: str) -> str:
    return _STATES[code]


def _of_ways(known: Known) -> list[str]:
    found = []
    waking = [wait for wait, channel in known.urgent if channel != "email"]
    alive = [channel for _wait, channel in known.urgent if channel not in known.failing]
    if known.failing:
        # One that fails beside others that wake her is a warning; with nothing else left she is out of reach.
        found.append(FAILING if not any(channel != "email" for channel in alive) else ONE_FAILS)
    if not waking:
        found.append(ONLY_MAIL)
    elif min(waking) > LATE:
        found.append(LATE_WAY)
    if known.unverified:
        found.append(UNVERIFIED)
    return found


def _of_tests(known: Known, now: datetime) -> list[str]:
    if known.unanswered:
        return [UNANSWERED]
    if known.tested_at is None:
        return [NEVER_TESTED]
    return [OLD_TEST] if now - known.tested_at > TESTED_WITHIN else []

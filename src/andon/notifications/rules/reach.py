"""By which ways a person is reached, and when: what she chose for the urgency, else what follows from her ways.

Nobody must configure anything. High urgency: mail and the lightest way that wakes her at once, each further way that
wakes her after it (2, then 5 minutes). Low urgency: the console's list at once, a mail after 5 minutes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

HIGH, LOW = "high", "low"
URGENCIES = (HIGH, LOW)
LOW_WAIT = timedelta(minutes=5)
_WAITS = (timedelta(), timedelta(minutes=2), timedelta(minutes=5))
_WAKING = ("service", "sms", "voice")


@dataclass(frozen=True, slots=True)
class Way:
    """`address` as the ledger takes it; `method` None is the address that she signs in with."""

    channel: str
    address: str
    method: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A way, and how long after the notice it is taken."""

    wait: timedelta
    way: Way


def stages(chosen: Iterable[tuple[int, UUID | None]], ways: Sequence[Way], urgency: str) -> list[Stage]:
    """In the order in which they are taken. `chosen`: minutes and way; one that is no longer hers is left out."""
    by_method: Mapping[UUID | None, Way] = {way.method: way for way in ways}
    found = [Stage(timedelta(minutes=wait), by_method[method]) for wait, method in chosen if method in by_method]
    return sorted(found, key=lambda stage: stage.wait) or usual_stages(ways, urgency)


def usual_stages(ways: Sequence[Way], urgency: str) -> list[Stage]:
    mails = [way for way in ways if way.channel == "email"]
    if urgency == LOW:
        return [Stage(LOW_WAIT, way) for way in mails if way.method is None]
    found = [Stage(timedelta(), way) for way in mails]
    kinds = [kind for kind in _WAKING if any(_kind(way) == kind for way in ways)]
    for wait, kind in zip(_WAITS, kinds, strict=False):
        found += [Stage(wait, way) for way in ways if _kind(way) == kind]
    return found


def _kind(way: Way) -> str:
    """Whatever is neither mail nor phone is a service on her phone or desk."""
    return way.channel if way.channel in ("email", "sms", "voice") else "service"

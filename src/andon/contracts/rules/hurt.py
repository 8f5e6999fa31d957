"""When an incident hurt, from what was recorded of it, and how badly at each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Moment:
    """Something recorded: what ended or began, or which severity was set (`was` before)."""

    at: datetime
    what: str
    severity: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """It hurt from here to there with this severity; without an end it still does."""

    begin: datetime
    end: datetime | None
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """An incident as contracts see it: which services, which accounts by a linked case, and when it hurt."""

    id: UUID
    ref: str
    title: str
    services: frozenset[UUID]
    accounts: frozenset[UUID]
    first_sign: datetime
    declared_at: datetime
    phases: Sequence[Phase]

    @property
    def runs(self) -> bool:
        return bool(self.phases) and self.phases[-1].end is None


def phases_of(
    declared_at: datetime, severity: str, ended_at: datetime | None, moments: Sequence[Moment]
) -> list[Phase]:
    """From the declaration to its end, through mitigation, reopening and changed severities.

    `severity` and `ended_at` are as they stand now; moments in the order of time.
    """
    moments = [*moments, *_unrecorded(ended_at, moments)]
    now = next((one.was for one in moments if one.what == "severity"), severity)
    phases: list[Phase] = []
    begin: datetime | None = declared_at
    for one in moments:
        if begin is not None and one.what in ("ended", "severity"):
            phases += [Phase(begin, one.at, now)] if begin < one.at else []
        if one.what == "severity":
            now = one.severity
            begin = one.at if begin is not None else None
        elif one.what == "ended":
            begin = None
        elif one.what == "reopened" and begin is None:
            begin = one.at
    return [*phases, Phase(begin, None, now)] if begin is not None else phases


def _unrecorded(ended_at: datetime | None, moments: Sequence[Moment]) -> list[Moment]:
    """One that came in with its end has no record of it."""
    ends = [one for one in moments if one.what in ("ended", "reopened")]
    return [Moment(ended_at, "ended")] if ended_at and (not ends or ends[-1].what == "reopened") else []

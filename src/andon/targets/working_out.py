"""Clocks of one subject from what happened to it: pure but for the rows that it fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from andon.kit.subject import Subject

from .in_force import InForce, is_kept, target_seconds, ways_of
from .models import Clock, TargetPolicy
from .models.clock import DROPPED, MET, PAUSED, RUNNING, kept_pauses
from .rules.calendar import Calendar
from .rules.choosing import rung_key
from .rules.happenings import STARTED, Happening
from .rules.rounds import FIRST_REPLY, NEXT_REPLY, RESOLUTION, UPDATE, Round, idle_pauses, rounds_of
from .rules.timing import rung_at, timing_of
from .subjects import Due, Known

WORKED_OUT = [
    "team_id",
    "policy_id",
    "policy_version",
    "calendar_id",
    "calendar_version",
    "target_seconds",
    "began_at",
    "pauses",
    "ended_at",
    "state",
    "due_at",
    "left_seconds",
    "missed_at",
    "missed",
    "fired",
    "next_at",
    "idle_seconds",
]
_OWN = (FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION)


@dataclass(frozen=True, slots=True)
class Worked:
    """`fresh` and `changed` are to be stored; `missed` are those that were not missed before."""

    fresh: list[Clock]
    changed: list[Clock]
    missed: list[Clock]
    due: Due


def work_out(
    subject: Subject,
    happened: Sequence[Happening],
    known: Known,
    kept: Sequence[Clock],
    force: InForce,
    now: datetime,
) -> Worked:
    """What the clocks of a subject are now; those that its policy does not (any more) define are dropped."""
    policy = force.policy_of(subject.kind, known)
    kinds = {*_OWN, *(one.why for one in happened if one.what == STARTED)}
    targets = {kind: seconds for kind in kinds if (seconds := target_seconds(policy, kind, known)) is not None}
    rows = {(one.kind, one.number): one for one in kept}
    before: dict[object, dict[str, Any]] = {one.id: _state_of(one) for one in kept}
    fresh: list[Clock] = []
    found: list[Clock] = []
    for one in rounds_of(happened, targets, ways_of(policy)):
        row = rows.pop((one.kind, one.number), None)
        if row is None:
            row = Clock(subject_kind=subject.kind, subject_id=subject.id, kind=one.kind, number=one.number)
            fresh.append(row)
        _fill(row, one, policy, targets[one.kind], force, known, now)
        row.idle_seconds = _idle(happened, one, now)
        found.append(row)
    for row in rows.values():
        _drop(row, now)
    changed = [row for row in kept if before[row.id] != _state_of(row)]
    missed = [row for row in found if row.missed_at and not before.get(row.id, {}).get("missed_at")]
    return Worked(fresh, changed, missed, next_due(found))


def next_due(clocks: Sequence[Clock]) -> Due:
    """The earliest running clock; what is owed gives way to every other."""
    running = [(one.due_at, one.kind) for one in clocks if one.state == RUNNING and one.due_at is not None]
    others = [one for one in running if one[1] != "owed"]
    return min(others or running, default=(None, ""))


def _fill(
    row: Clock, one: Round, policy: TargetPolicy, seconds: int, force: InForce, known: Known, now: datetime
) -> None:
    calendar, version, hours = force.hours_for(policy, None if row._state.adding else row)
    row.team_id = known.team
    row.policy_id = policy.id if is_kept(policy) else None
    row.policy_version, row.target_seconds = policy.version, seconds
    row.calendar_id, row.calendar_version = calendar.id if calendar else None, version
    row.began_at, row.ended_at, row.pauses = one.began, one.ended, kept_pauses(one.pauses)
    time(row, one, hours, policy.rungs, policy.name, now)


def time(
    row: Clock, one: Round, hours: Calendar, rungs: Sequence[Mapping[str, str]], policy: str, now: datetime
) -> None:
    """When it is due, whether it is missed, and when to look at it next. A miss that is recorded stays."""
    timing = timing_of(one, row.target_seconds, hours, now)
    row.state = RUNNING if one.ended is None else MET if one.outcome == MET else DROPPED
    if row.state == RUNNING and timing.is_paused:
        row.state = PAUSED
    row.due_at = timing.due if row.state != DROPPED else None
    row.left_seconds = int(timing.left.total_seconds()) if timing.left is not None and row.state == PAUSED else None
    if row.missed_at is None and timing.missed is not None and row.state != DROPPED:
        row.missed_at = timing.missed
        row.missed = missed_note(row, policy, timing.missed)
    row.next_at = _next(row, one, hours, rungs) if one.ended is None else None


def missed_note(row: Clock, policy: str, due: datetime) -> dict[str, Any]:
    return {
        "policy": policy,
        "version": row.policy_version,
        "target_seconds": row.target_seconds,
        "due_at": due.isoformat(),
    }


def _next(row: Clock, one: Round, hours: Calendar, rungs: Sequence[Mapping[str, str]]) -> datetime | None:
    coming = [
        rung_at(one, row.target_seconds, hours, rung["at"])
        for rung in rungs
        if rung["kind"] == row.kind and rung_key(rung) not in row.fired
    ]
    if row.missed_at is None:
        coming.append(row.due_at)
    return min((at for at in coming if at is not None), default=None)


def _idle(happened: Sequence[Happening], one: Round, now: datetime) -> int:
    if not one.pauses:
        return 0
    found = idle_pauses(happened, one.pauses, one.ended or now)
    return int(sum(((pause.until or now) - pause.begin).total_seconds() for pause in found))


def _drop(row: Clock, now: datetime) -> None:
    if row.state in (RUNNING, PAUSED):
        row.state, row.ended_at = DROPPED, now
        row.due_at = row.left_seconds = row.next_at = None


def _state_of(row: Clock) -> dict[str, Any]:
    return {name: getattr(row, name) for name in WORKED_OUT}

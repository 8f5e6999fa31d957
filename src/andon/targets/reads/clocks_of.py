"""The clocks of a subject with their whole arithmetic: each stretch counted or skipped, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from andon.kit import clock
from andon.kit.subject import Subject
from andon.targets.in_force import InForce, in_force, usual_policy
from andon.targets.models import Clock, TargetPolicy
from andon.targets.models.clock import OPEN
from andon.targets.rules.explaining import COUNTED, Segment, explain
from andon.targets.rules.rounds import Paused

MOST_SEGMENTS = 400


@dataclass(frozen=True, slots=True)
class Explained:
    """`elapsed` is exactly the sum of the segments that count; `calendar` "" is every minute."""

    clock: Clock
    policy: str
    calendar: str
    zone: str
    segments: Sequence[Segment]
    elapsed: timedelta
    until: datetime

    @property
    def target(self) -> timedelta:
        return timedelta(seconds=self.clock.target_seconds)

    @property
    def over(self) -> timedelta:
        """By how much the target was passed; nothing when it was not."""
        return max(self.elapsed - self.target, timedelta())

    @property
    def share(self) -> int:
        """Of the target, in per cent, at most 100."""
        return min(100, int(100 * self.elapsed / self.target)) if self.target else 100


def clocks_of(subject: Subject) -> list[Clock]:
    """Those that run first, then the last ones."""
    rows = Clock.objects.filter(subject_id=subject.id, subject_kind=subject.kind).select_related("policy")
    return sorted(rows, key=lambda row: (not row.is_open, row.due_at or row.began_at, row.number))


def explained(rows: Sequence[Clock]) -> list[Explained]:
    """At most three queries for any number."""
    force, now = in_force(), clock.now()
    by_id = {one.id: one for one in force.policies}
    missing = {row.policy_id for row in rows if row.policy_id} - set(by_id)
    by_id |= TargetPolicy.objects.select_related("calendar").in_bulk(missing) if missing else {}
    return [_explained(row, _policy(row, by_id), force, now) for row in rows]


def _policy(row: Clock, by_id: "dict[UUID, TargetPolicy]") -> TargetPolicy:
    return by_id[row.policy_id] if row.policy_id else usual_policy(row.subject_kind)


def _explained(row: Clock, policy: TargetPolicy, force: InForce, now: datetime) -> Explained:
    calendar, _version, hours = force.hours_for(policy, row)
    until = row.ended_at or max(now, row.began_at)
    pauses = [Paused(one.begin, one.until, one.why) for one in row.as_round.pauses]
    segments = explain(hours, row.began_at, until, pauses)
    elapsed = sum((one.length for one in segments if one.why == COUNTED), timedelta())
    name = calendar.name if calendar else ""
    return Explained(row, policy.name, name, hours.zone.key, segments, elapsed, until)


def open_clocks_of(ids: Sequence[UUID], kind: str) -> list[Clock]:
    """Of many subjects; one query."""
    found = Clock.objects.filter(subject_id__in=ids, subject_kind=kind, state__in=OPEN)
    return list(found.order_by("due_at", "kind"))

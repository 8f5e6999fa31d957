"""What will be due in the next hours, and what of it is at risk: three quarters of its target are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from andon.kit import clock
from andon.people.access import Access
from andon.targets.in_force import in_force, usual_policy
from andon.targets.models import Clock, TargetPolicy
from andon.targets.models.clock import RUNNING
from andon.targets.rules.timing import rung_at
from andon.targets.subjects import Shown, all_subjects, subjects_of

HOURS, MOST = 24, 2000
AT_RISK = "75%"


@dataclass(frozen=True, slots=True)
class Coming:
    clock: Clock
    shown: Shown
    at_risk: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Hour:
    """`due` counts those at risk too."""

    begins: datetime
    due: int
    at_risk: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """`late`: what is over already and still runs. `more`: how many the list leaves out."""

    hours: Sequence[Hour]
    coming: Sequence[Coming]
    late: int
    more: int


def seen_clocks(access: Access) -> "QuerySet[Clock]":
    """The clocks of subjects that somebody may see."""
    wanted = Q(pk__in=[])
    for adapter in all_subjects():
        wanted |= Q(subject_kind=adapter.kind, subject_id__in=adapter.visible_ids(access))
    return Clock.objects.filter(wanted)


def forecast(access: Access, *, hours: int = HOURS) -> Forecast:
    """A fixed number of queries."""
    now = clock.now()
    first = now.replace(minute=0, second=0, microsecond=0)
    until = first + timedelta(hours=hours)
    found = seen_clocks(access).filter(state=RUNNING, due_at__lt=until).order_by("due_at", "id")
    rows = list(found[: MOST + 1])
    coming = _coming(rows[:MOST], now)
    counted = [_hour(first + timedelta(hours=n), coming) for n in range(hours)]
    return Forecast(counted, coming, sum(one.late for one in coming), max(0, len(rows) - MOST))


def _hour(begins: datetime, coming: Sequence[Coming]) -> Hour:
    ends = begins + timedelta(hours=1)
    due = [one for one in coming if not one.late and one.clock.due_at and begins <= one.clock.due_at < ends]
    return Hour(begins, len(due), sum(one.at_risk for one in due))


def _coming(rows: Sequence[Clock], now: datetime) -> list[Coming]:
    shown = shown_of(rows)
    force = in_force()
    by_id = TargetPolicy.objects.select_related("calendar").in_bulk({row.policy_id for row in rows if row.policy_id})
    found = []
    for row in rows:
        if row.subject_id not in shown:
            continue
        policy = by_id[row.policy_id] if row.policy_id else usual_policy(row.subject_kind)
        _calendar, _version, hours = force.hours_for(policy, row)
        risky = rung_at(row.as_round, row.target_seconds, hours, AT_RISK)
        late = row.due_at is not None and row.due_at <= now
        found.append(Coming(row, shown[row.subject_id], risky is not None and risky <= now, late))
    return found


def shown_of(rows: Sequence[Clock]) -> dict[UUID, Shown]:
    """The subjects of clocks; a few queries a kind."""
    found: dict[UUID, Shown] = {}
    for kind in {row.subject_kind for row in rows}:
        if adapter := subjects_of(kind):
            found |= adapter.shown({row.subject_id for row in rows if row.subject_kind == kind})
    return found

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from andon.kit import clock
from andon.kit.update_rows import update_rows
from andon.targets.facts import TargetRungReached
from andon.targets.in_force import in_force, usual_policy
from andon.targets.keeping import SYSTEM, record_missed
from andon.targets.ladder import fire
from andon.targets.models import Clock, TargetPolicy
from andon.targets.rules.choosing import rung_key
from andon.targets.rules.timing import rung_at
from andon.targets.working_out import time
from andon.timeline.record import record

MOST = 200
_log = logging.getLogger(__name__)


@transaction.atomic
def watch_clocks() -> int:
    """Reach the rungs and misses whose instant has come, each once; how many clocks it looked at (at most `MOST`)."""
    now = clock.now()
    due = Clock.objects.select_for_update(skip_locked=True).filter(next_at__lte=now).order_by("next_at", "id")
    rows = list(due[:MOST])
    if not rows:
        return 0
    policies = TargetPolicy.objects.select_related("calendar").in_bulk({row.policy_id for row in rows if row.policy_id})
    force, missed = in_force(), []
    for row in rows:
        policy = policies[row.policy_id] if row.policy_id else usual_policy(row.subject_kind)
        _calendar, _version, hours = force.hours_for(policy, row)
        was_missed, one = row.missed_at, row.as_round
        for rung in policy.rungs:
            if rung["kind"] == row.kind and rung_key(rung) not in row.fired:
                _reach(row, rung, policy, rung_at(one, row.target_seconds, hours, rung["at"]), now)
        time(row, one, hours, policy.rungs, policy.name, now)
        if row.missed_at and not was_missed:
            missed.append(row)
    update_rows(rows, ["state", "due_at", "left_seconds", "missed_at", "missed", "fired", "next_at"])
    record_missed(missed)
    return len(rows)


def _reach(row: Clock, rung: Mapping[str, str], policy: TargetPolicy, at: datetime | None, now: datetime) -> None:
    if at is None or at > now:
        return
    row.fired = [*row.fired, rung_key(rung)]
    try:
        with transaction.atomic():
            then = fire(row, rung, policy)
    except Exception:  # noqa: BLE001
        # One rung that cannot be fired holds up no other clock; it shows on the subject's timeline.
        _log.exception("rung %s of clock %s", rung_key(rung), row.id)
        then = "failed"
    said = TargetRungReached(clock=row.id, kind=row.kind, at=rung["at"], then=then)
    record(said, subject=row.subject, by=SYSTEM)

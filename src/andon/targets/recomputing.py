"""Open clocks worked out again after hours or policies changed, a part at a time, each part one transaction.

Subjects are held before their clocks, as everybody does who changes both, so that nobody blocks another for ever.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q

from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.record import record
from andon.work.plan import plan

from .facts import ClocksWorkedOut
from .in_force import in_force, usual_policy
from .keeping import SYSTEM, record_missed, store, update_timed
from .models import Clock, Recompute, TargetPolicy
from .models.clock import OPEN
from .models.recompute import Why
from .past import past_of
from .subjects import Due, all_subjects, subjects_of
from .working_out import time, work_out

CLOCKS, SUBJECTS = 5000, 500
_NEXT = """
SELECT DISTINCT ON (subject_id) subject_id, due_at, kind FROM targets_clock
WHERE subject_kind = %s AND subject_id = ANY(%s) AND state = 'running' AND due_at IS NOT NULL
ORDER BY subject_id, kind = 'owed', due_at, kind"""


def plan_part(run: Recompute) -> None:
    from .due import go_on_recomputing

    plan(go_on_recomputing, {"run": str(run.id)}, key=f"targets:recompute:{run.id}")


def next_part(run: Recompute) -> bool:
    """Whether there is more to do."""
    more = _subjects(run) if run.why == Why.POLICY else _clocks(run)
    if not more:
        run.ended_at = clock.now()
        said = ClocksWorkedOut(why=run.why, total=run.done, changed=run.changed)
        record(said, subject=run.subject, by=SYSTEM)
    run.save(update_fields=["after", "done", "changed", "ended_at"])
    return more


def _clocks(run: Recompute) -> bool:
    """What hours change: from the pauses that are kept, without reading again what happened."""
    open_ones = Clock.objects.filter(state__in=OPEN).order_by("id")
    wanted = open_ones.filter(id__gt=run.after) if run.after else open_ones
    chosen = list(wanted.values_list("id", "subject_kind", "subject_id")[:CLOCKS])
    if not chosen:
        return False
    of: dict[str, set[UUID]] = defaultdict(set)
    for _id, kind, subject in chosen:
        of[kind].add(subject)
    _hold(of)
    # By their range: five thousand ids in a statement take longer than the clocks. One that began since is met anyway.
    rows = list(Clock.objects.select_for_update().filter(_between(chosen[0][0], chosen[-1][0])).order_by("id"))
    rows = [row for row in rows if row.subject_id in of[row.subject_kind]]
    changed = _time_again(rows)
    if changed:
        _store_dues(of)
    run.after, run.done, run.changed = chosen[-1][0], run.done + len(chosen), run.changed + changed
    return len(chosen) == CLOCKS


def _between(first: UUID, last: UUID) -> Q:
    return Q(state__in=OPEN, id__gte=first, id__lte=last)


def _time_again(rows: Sequence[Clock]) -> int:
    force, now = in_force(), clock.now()
    by_id = TargetPolicy.objects.select_related("calendar").in_bulk({row.policy_id for row in rows if row.policy_id})
    changed, missed = [], []
    for row in rows:
        if not row.is_open:
            continue
        policy = by_id[row.policy_id] if row.policy_id else usual_policy(row.subject_kind)
        before = (row.state, row.due_at, row.left_seconds, row.missed_at, row.next_at, row.calendar_version)
        calendar, version, hours = force.hours_for(policy, row)
        row.calendar_id, row.calendar_version = calendar.id if calendar else None, version
        time(row, row.as_round, hours, policy.rungs, policy.name, now)
        if before != (row.state, row.due_at, row.left_seconds, row.missed_at, row.next_at, row.calendar_version):
            changed.append(row)
            if row.missed_at and not before[3]:
                missed.append(row)
    if changed:
        update_timed(changed)
        record_missed(missed)
    return len(changed)


def _subjects(run: Recompute) -> bool:
    """What policies change: from all that happened."""
    adapters = all_subjects()
    for adapter in adapters:
        ids = adapter.open_after(run.after, SUBJECTS)
        if not ids:
            continue
        adapter.hold(ids)
        changed = work_out_again(adapter.kind, ids)
        run.after, run.done, run.changed = ids[-1], run.done + len(ids), run.changed + changed
        return True
    return False


def work_out_again(kind: str, ids: Sequence[UUID]) -> int:
    """The caller holds the subjects. The number of clocks that changed."""
    adapter = subjects_of(kind)
    assert adapter is not None
    past, clocks = past_of(ids)
    force, now = in_force(), clock.now()
    found = {
        id: work_out(Subject(kind, id), past[Subject(kind, id)], known, clocks[Subject(kind, id)], force, now)
        for id, known in adapter.known(ids).items()
        if past[Subject(kind, id)]
    }
    store(list(found.values()))
    adapter.set_due({id: worked.due for id, worked in found.items()})
    return sum(len(worked.fresh) + len(worked.changed) for worked in found.values())


def _hold(of: "dict[str, set[UUID]]") -> None:
    for kind, ids in sorted(of.items()):
        if adapter := subjects_of(kind):
            adapter.hold(ids)


def _store_dues(of: "dict[str, set[UUID]]") -> None:
    for kind, ids in of.items():
        if adapter := subjects_of(kind):
            adapter.set_due(dues_of(kind, ids))


def dues_of(kind: str, ids: "set[UUID]") -> dict[UUID, Due]:
    """When each is due next (`next_due`), in one statement that reads no more than that."""
    dues: dict[UUID, Due] = dict.fromkeys(ids, (None, ""))
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [kind, list(ids)])
        dues.update({id: (at, clock_kind) for id, at, clock_kind in cursor})
    return dues

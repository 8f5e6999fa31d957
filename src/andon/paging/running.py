"""Runs under their rows' locks: where each stands, what the rules say, and carrying that out, in one transaction.

Whatever changes a run goes through here, so no two decide at once, and each has its wake-up before it commits. Runs
that are due together are looked at together; they are locked in the order of their ids.
"""

from collections.abc import Collection, Hashable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from andon.kit import clock
from andon.kit.update_rows import update_rows
from andon.work.plan import Planned, cancel, plan_all

from .carrying_out import Settled, carry_out, take_turns
from .due import take_step
from .models import Binding, Escalation, Policy, RoundRobin
from .reads.find_people import Circumstances, FindPeople
from .reads.snapshot_of import snapshot_of
from .rules.run import settle
from .rules.run_shapes import Plan, State
from .rules.snapshot import loaded, plan_of, stored

_MOVED = ("state", "next_at", "place", "plan", "turn", "acknowledged_by_id", "acknowledged_at")


def lock(id: UUID) -> Escalation:
    """The run, and nobody else changes it before the commit."""
    return lock_all([id])[0]


def lock_all(ids: Collection[UUID]) -> list[Escalation]:
    """In the order of their ids; raises DoesNotExist when one is gone."""
    runs = list(Escalation.objects.select_for_update().filter(id__in=ids).order_by("id"))
    if len(runs) < len(set(ids)):
        raise Escalation.DoesNotExist
    policies = Policy.objects.select_related("team").in_bulk({run.policy_id for run in runs})
    for run in runs:
        run.policy = policies[run.policy_id]
    return runs


def state_of(run: Escalation) -> State:
    return loaded(run.place, phase=run.state, next_at=run.next_at)


def keep(run: Escalation, state: State) -> None:
    """Store where it stands, with its wake-up: a run that waits has a piece of due work, one that does not has none."""
    _move(run, state)
    run.save()
    _plan_wake_ups([run])


def _move(run: Escalation, state: State) -> None:
    run.state, run.next_at, run.place = state.phase, state.next_at, stored(state)


def _plan_wake_ups(runs: Sequence[Escalation]) -> None:
    if over := [run for run in runs if run.next_at is None]:
        cancel(*(f"escalation:{run.id}" for run in over))
    plan_all(
        Planned(task=take_step, args={"escalation": str(run.id)}, key=f"escalation:{run.id}", run_at=run.next_at)
        for run in runs
        if run.next_at is not None
    )


def find_people(
    run: Escalation,
    *,
    holds: bool = False,
    at: datetime | None = None,
    queues: dict[str, list[str]] | None = None,
    asked: dict[Hashable, Any] | None = None,
) -> FindPeople:
    """Whom its steps name now, or (to look ahead) at another instant, when these have had their turns."""
    about = Circumstances(severity=run.severity, tier=run.tier, account_id=run.account_id or run.concierge_of_id)
    return FindPeople(
        run.policy,
        run.plan,
        at or clock.now(),
        about,
        holds=holds,
        queues={} if queues is None else queues,
        asked={} if asked is None else asked,
    )


def advance(runs: Sequence[Escalation]) -> None:
    """Do what is due now in these, which are locked."""
    at, asked = clock.now(), dict[Hashable, Any]()
    settled, moved = [], []
    # All turns at once and in one order: two lots that meet them in different orders would wait for each other.
    turns = RoundRobin.objects.filter(policy__in={run.policy_id for run in runs}).order_by("policy_id", "place")
    list(turns.select_for_update().values_list("id"))
    for run in runs:
        find = find_people(run, holds=True, at=at, asked=asked)
        outcome = settle(state_of(run), at, partial(_plan_for, run, find), find)
        settled.append(one := Settled(run, outcome.decisions, find))
        # Before the next run is looked at: it may be at the same place of the same policy.
        take_turns(one)
        moved.append((run, outcome.state))
    carry_out(settled)
    for run, state in moved:
        _move(run, state)
    update_rows(runs, _MOVED)
    _plan_wake_ups(runs)


def _plan_for(run: Escalation, find: FindPeople, state: State) -> Plan:
    """A pass that begins takes the policy as it is now; one under way keeps what it began with."""
    pinned = run.plan.get("pinned") and state.lap == 0
    if state.begins_pass and not pinned:
        bound = ("policy", run.policy_id, run.service_id, run.concierge_of_id)
        run.plan = find.once(bound, lambda: newest(run))
        find.take_up(run.plan)
    return plan_of(run.plan)


def newest(run: Escalation) -> dict[str, object]:
    """Its policy as it is now."""
    bound = Binding.objects.filter(policy=run.policy_id)
    if run.concierge_of_id:
        bound = bound.filter(service=None).order_by("account")
    else:
        bound = bound.filter(service=run.service_id) if run.service_id else bound.none()
    return snapshot_of(run.policy, bound.first())
